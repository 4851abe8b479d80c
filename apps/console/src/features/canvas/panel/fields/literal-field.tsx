import { NumberInput, Select, TextInput } from '@mantine/core';
import type { JsonValue } from '../../../../dialog-graph/graph.ts';
import { choicesOf, typeOf, type JsonSchema } from '../../graph/known/schema-fields.ts';

interface LiteralFieldProps {
  readonly label: string;
  readonly schema?: JsonSchema;
  readonly value: JsonValue;
  readonly onChange: (value: JsonValue) => void;
  readonly isReadOnly?: boolean;
}

/** A fixed value, in the field that fits its type. */
export function LiteralField({ label, schema, value, onChange, isReadOnly }: LiteralFieldProps) {
  const choices = choicesOf(schema);
  const type = typeOf(schema ?? { type: typeof value });
  const common = { 'aria-label': label, readOnly: isReadOnly };
  if (choices) {
    return (
      <Select
        {...common}
        data={[...choices]}
        value={typeof value === 'string' ? value : null}
        onChange={(next) => onChange(next ?? '')}
        searchable
      />
    );
  }
  if (type === 'Yes or no') {
    return (
      <Select
        {...common}
        data={[
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]}
        value={typeof value === 'boolean' ? String(value) : null}
        onChange={(next) => onChange(next === 'true')}
      />
    );
  }
  if (type === 'Number') {
    return (
      <NumberInput
        {...common}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      />
    );
  }
  return (
    <TextInput
      {...common}
      placeholder="A fixed value"
      value={textOf(value)}
      maxLength={4_000}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function textOf(value: JsonValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
