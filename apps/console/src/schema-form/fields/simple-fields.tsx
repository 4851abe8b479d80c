import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { choicesOf, isInteger, type Choice, type FieldKind, type JsonValue } from '../json-schema.ts';
import { fromInstant, toInstant } from '../values.ts';
import { frameOf, type FieldProps } from './field.ts';

const inputTypes: Readonly<Record<string, string>> = { email: 'email', uri: 'url' };
const timeTypes: Partial<Record<FieldKind, string>> = { date: 'date', time: 'time', 'date-time': 'datetime-local' };

/** A line of text. */
export function TextField(props: FieldProps) {
  const { schema, value, onChange, isRequired } = props;
  return (
    <TextInput
      {...frameOf(props)}
      aria-required={isRequired}
      type={inputTypes[schema.format ?? ''] ?? 'text'}
      maxLength={schema.maxLength}
      placeholder={exampleOf(schema.examples?.[0])}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

/** Several lines of text. */
export function LongTextField(props: FieldProps) {
  const { schema, value, onChange, isRequired } = props;
  return (
    <Textarea
      {...frameOf(props)}
      aria-required={isRequired}
      autosize
      minRows={2}
      maxRows={10}
      maxLength={schema.maxLength}
      placeholder={exampleOf(schema.examples?.[0])}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A date, a time, or both in the browser's time zone. */
export function TimeField({ kind, ...props }: FieldProps & { readonly kind: FieldKind }) {
  const { value, onChange, isRequired } = props;
  const frame = frameOf(props);
  const isInstant = kind === 'date-time';
  const text = typeof value === 'string' ? value : '';
  const change = (typed: string) => onChange(isInstant ? toInstant(typed) : typed || undefined);
  return (
    <TextInput
      {...frame}
      description={
        isInstant ? [frame.description, `In your time zone, ${zone}.`].filter(Boolean).join(' ') : frame.description
      }
      aria-required={isRequired}
      type={timeTypes[kind] ?? 'text'}
      maw="18rem"
      value={isInstant ? fromInstant(text) : text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

/** A number, within its bounds. */
export function NumberField(props: FieldProps) {
  const { schema, value, onChange, isRequired } = props;
  return (
    <NumberInput
      {...frameOf(props)}
      aria-required={isRequired}
      maw="18rem"
      allowDecimal={!isInteger(schema)}
      min={schema.minimum}
      max={schema.maximum}
      clampBehavior="none"
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  );
}

const answers = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

/** Yes, no, or not said. */
export function BooleanField(props: FieldProps) {
  const { value, onChange, isRequired } = props;
  return (
    <Select
      {...frameOf(props)}
      aria-required={isRequired}
      maw="18rem"
      data={answers}
      placeholder="Not said"
      clearable={!isRequired}
      value={typeof value === 'boolean' ? `${value}` : null}
      onChange={(next) => onChange(next === null ? undefined : next === 'true')}
    />
  );
}

/** One of the values that the schema lists. */
export function ChoiceField(props: FieldProps) {
  const { schema, value, onChange, isRequired } = props;
  const choices = choicesOf(schema) ?? [];
  return (
    <Select
      {...frameOf(props)}
      aria-required={isRequired}
      maw="28rem"
      data={toData(choices)}
      placeholder="Choose"
      searchable={choices.length > 8}
      clearable={!isRequired}
      value={value === undefined ? null : keyOf(value)}
      onChange={(key) => onChange(valueOf(choices, key))}
    />
  );
}

/** Several of the values that the schema lists. */
export function ChoicesField(props: FieldProps) {
  const { schema, value, onChange, isRequired } = props;
  const choices = choicesOf(schema.items ?? {}) ?? [];
  const chosen = Array.isArray(value) ? (value as readonly JsonValue[]).map(keyOf) : [];
  const change = (keys: readonly string[]) => {
    const values = keys.flatMap((key) => valueOf(choices, key) ?? []);
    onChange(values.length === 0 && !isRequired ? undefined : values);
  };
  return (
    <MultiSelect
      {...frameOf(props)}
      aria-required={isRequired}
      data={toData(choices)}
      placeholder={chosen.length === 0 ? 'Choose' : undefined}
      searchable
      clearable
      value={chosen}
      onChange={change}
    />
  );
}

function toData(choices: readonly Choice[]) {
  return choices.map(({ value, label }) => ({ value: keyOf(value), label }));
}

function keyOf(value: JsonValue): string {
  return JSON.stringify(value);
}

function valueOf(choices: readonly Choice[], key: string | null): JsonValue | undefined {
  return choices.find(({ value }) => keyOf(value) === key)?.value;
}

function exampleOf(example: JsonValue | undefined): string | undefined {
  return typeof example === 'string' ? example : undefined;
}
