import { ActionIcon, Box, Button, Fieldset, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Violation } from '../../api/problem.ts';
import {
  childPointer,
  kindOf,
  resolved,
  wordsOf,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
} from '../json-schema.ts';
import { isObject, withValue } from '../values.ts';
import { frameOf, type FieldProps } from './field.ts';
import { JsonField } from './json-field.tsx';
import {
  BooleanField,
  ChoiceField,
  ChoicesField,
  LongTextField,
  NumberField,
  TextField,
  TimeField,
} from './simple-fields.tsx';

const fields = {
  text: TextField,
  'long-text': LongTextField,
  number: NumberField,
  boolean: BooleanField,
  choice: ChoiceField,
  choices: ChoicesField,
  object: ObjectField,
  list: ListField,
  json: JsonField,
} satisfies Readonly<Record<string, ComponentType<FieldProps>>>;

/** The control that a schema asks for. */
export function SchemaField(props: FieldProps) {
  const kind = kindOf(props.schema);
  if (kind === 'date' || kind === 'time' || kind === 'date-time') return <TimeField {...props} kind={kind} />;
  const Field = fields[kind];
  return <Field {...props} />;
}

interface SchemaFieldsProps {
  readonly schema: JsonSchema;
  readonly root: JsonSchema;
  readonly value: JsonObject;
  readonly onChange: (value: JsonObject) => void;
  readonly errors: readonly Violation[];
  readonly pointer: string;
}

/** A field for each property; those that are needed come first. */
export function SchemaFields({ schema, root, value, onChange, errors, pointer }: SchemaFieldsProps) {
  const required = schema.required ?? [];
  const entries = Object.entries(schema.properties ?? {});
  const ordered = [
    ...entries.filter(([name]) => required.includes(name)),
    ...entries.filter(([name]) => !required.includes(name)),
  ];
  return (
    <Stack gap="sm">
      {ordered.map(([name, property]) => {
        const own = resolved(property, root);
        return (
          <SchemaField
            key={name}
            schema={own}
            root={root}
            label={own.title ?? wordsOf(name)}
            isRequired={required.includes(name)}
            value={value[name]}
            onChange={(next) => onChange(withValue(value, name, next))}
            errors={errors}
            pointer={childPointer(pointer, name)}
          />
        );
      })}
    </Stack>
  );
}

/** An object within the object. */
function ObjectField(props: FieldProps) {
  const { schema, root, value, onChange, errors, pointer, isRequired } = props;
  const { label, description, error } = frameOf(props);
  return (
    <Fieldset legend={isRequired ? `${label} *` : label}>
      <Hints description={description} error={error} />
      <SchemaFields
        schema={schema}
        root={root}
        value={isObject(value) ? value : {}}
        onChange={(next) => onChange(Object.keys(next).length === 0 && !isRequired ? undefined : next)}
        errors={errors}
        pointer={pointer}
      />
    </Fieldset>
  );
}

/** As many values of one kind as one likes. */
function ListField(props: FieldProps) {
  const { schema, root, value, onChange, errors, pointer, isRequired } = props;
  const { label, description, error } = frameOf(props);
  const items = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
  const item = resolved(schema.items ?? {}, root);
  const change = (next: readonly JsonValue[]) => onChange(next.length === 0 && !isRequired ? undefined : next);
  return (
    <Fieldset legend={isRequired ? `${label} *` : label}>
      <Hints description={description} error={error} />
      <Stack gap="sm">
        {items.map((one, index) => (
          <Group key={index} gap="xs" align="flex-start" wrap="nowrap">
            <Box flex={1} style={{ minWidth: 0 }}>
              <SchemaField
                schema={item}
                root={root}
                label={`${item.title ?? label} ${index + 1}`}
                isRequired={false}
                value={one === null ? undefined : one}
                onChange={(next) => change(items.with(index, next ?? null))}
                errors={errors}
                pointer={childPointer(pointer, index)}
              />
            </Box>
            <Tooltip label="Remove">
              <ActionIcon
                mt={26}
                aria-label={`Remove ${item.title ?? label} ${index + 1}`}
                onClick={() => change(items.toSpliced(index, 1))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Tooltip>
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            disabled={items.length >= (schema.maxItems ?? Infinity)}
            onClick={() => change([...items, isObjectSchema(item.type) ? {} : null])}
          >
            Add {(item.title ?? label).toLowerCase()}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

function Hints({ description, error }: Pick<ReturnType<typeof frameOf>, 'description' | 'error'>) {
  return (
    <>
      {description !== undefined && (
        <Text size="xs" c="dimmed" mb="xs">
          {description}
        </Text>
      )}
      {error !== undefined && (
        <Text size="xs" c="red" mb="xs" role="alert">
          {error}
        </Text>
      )}
    </>
  );
}

function isObjectSchema(type: string | readonly string[] | undefined): boolean {
  return type === 'object';
}
