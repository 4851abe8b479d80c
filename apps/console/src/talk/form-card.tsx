import { Button, Card, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormField, Saying } from './messages.ts';

interface FormCardProps {
  readonly fields: readonly FormField[];
  readonly isOpen: boolean;
  readonly onSay: (saying: Saying) => void;
}

const inputTypes: Readonly<Record<string, string>> = {
  email: 'email',
  phone: 'tel',
  url: 'url',
  date: 'date',
  time: 'time',
  'date-time': 'datetime-local',
};

/** Several questions at once. */
export function FormCard({ fields, isOpen, onSay }: FormCardProps) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const set = (name: string, value: string) => setValues((before) => ({ ...before, [name]: value }));
  const submit = () => {
    const entities = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
    const text = fields.map(({ name, label }) => `${label}: ${values[name] ?? ''}`).join('\n');
    onSay({ text: fields.some(({ isSensitive }) => isSensitive) ? 'Form' : text, entities });
  };
  return (
    <Card padding="md" w="85%">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          {fields.map((field) => (
            <Field key={field.name} field={field} isOpen={isOpen} value={values[field.name] ?? ''} onChange={set} />
          ))}
          <Button type="submit" size="xs" disabled={!isOpen}>
            Send
          </Button>
        </Stack>
      </form>
    </Card>
  );
}

interface FieldProps {
  readonly field: FormField;
  readonly isOpen: boolean;
  readonly value: string;
  readonly onChange: (name: string, value: string) => void;
}

function Field({ field, isOpen, value, onChange }: FieldProps) {
  const { name, label, isRequired, error, choices, isSensitive, kind } = field;
  const shared = { label, error, required: isRequired, disabled: !isOpen, value, size: 'sm' as const };
  if (choices) {
    const data = choices.map(({ value: choice, title }) => ({ value: choice, label: title }));
    return <Select {...shared} data={data} onChange={(choice) => onChange(name, choice ?? '')} />;
  }
  if (isSensitive) return <PasswordInput {...shared} onChange={(event) => onChange(name, event.currentTarget.value)} />;
  return (
    <TextInput {...shared} type={inputTypes[kind]} onChange={(event) => onChange(name, event.currentTarget.value)} />
  );
}
