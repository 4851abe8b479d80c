import { Group, JsonInput, Stack, Switch, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Violation } from '../api/problem.ts';
import { SchemaFields } from './fields/schema-field.tsx';
import type { JsonObject, JsonSchema } from './json-schema.ts';
import { isObject } from './values.ts';

interface SchemaFormProps {
  /** Of an object. */
  readonly schema: JsonSchema;
  /** Undefined while what was typed as JSON cannot be read. */
  readonly value: JsonObject | undefined;
  readonly onChange: (value: JsonObject | undefined) => void;
  /** What is wrong, by JSON pointer into the value; the first such field gets the focus. */
  readonly errors?: readonly Violation[];
}

const noErrors: readonly Violation[] = [];

/** A form made of a JSON Schema: a field for each property, or the whole as JSON. */
export function SchemaForm({ schema, value, onChange, errors = noErrors }: SchemaFormProps) {
  const [text, setText] = useState<string>();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  const typed = (next: string) => {
    setText(next);
    onChange(parsed(next));
  };
  return (
    <Stack gap="md" ref={frame}>
      <Group justify="flex-end">
        <Switch
          size="xs"
          label="As JSON"
          checked={text !== undefined}
          disabled={text !== undefined && value === undefined}
          onChange={(event) => setText(event.currentTarget.checked ? JSON.stringify(value ?? {}, null, 2) : undefined)}
        />
      </Group>
      {text === undefined ? (
        <Fields schema={schema} value={value ?? {}} onChange={onChange} errors={errors} />
      ) : (
        <JsonInput
          label="Input as JSON"
          autosize
          minRows={6}
          maxRows={24}
          value={text}
          onChange={typed}
          error={
            value === undefined ? 'This is not an object of JSON yet.' : errors.map(inWords).join(' ') || undefined
          }
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          spellCheck={false}
        />
      )}
    </Stack>
  );
}

type FieldsProps = Required<Omit<SchemaFormProps, 'value'>> & { readonly value: JsonObject };

function Fields({ schema, ...props }: FieldsProps) {
  if (Object.keys(schema.properties ?? {}).length > 0) {
    return <SchemaFields schema={schema} root={schema} pointer="" {...props} />;
  }
  return (
    <Text size="sm" c="dimmed">
      Nothing needs to be filled in.
    </Text>
  );
}

function inWords({ pointer, detail }: Violation): string {
  return `${pointer || 'The input'}: ${detail}`;
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
