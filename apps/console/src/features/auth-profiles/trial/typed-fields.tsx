import { PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import type { Asked } from './asked.ts';

interface TypedFieldsProps {
  readonly asked: readonly Asked[];
  readonly typed: Readonly<Record<string, string>>;
  readonly onType: (typed: Readonly<Record<string, string>>) => void;
  readonly faultOf: (pointer: string) => string | undefined;
}

/** What somebody enters to try a profile out. */
export function TypedFields({ asked, typed, onType, faultOf }: TypedFieldsProps) {
  if (asked.length === 0) return null;
  return (
    <Stack gap="sm">
      {asked.map(({ name, title, description, isSecret }) => {
        const Field = isSecret ? PasswordInput : TextInput;
        return (
          <Field
            key={name}
            label={title}
            description={description}
            autoComplete="off"
            spellCheck={false}
            maxLength={isSecret ? 4096 : 255}
            value={typed[name] ?? ''}
            error={faultOf(`/credentials/${name}`)}
            onChange={(event) => onType({ ...typed, [name]: event.currentTarget.value })}
          />
        );
      })}
      <Text size="xs" c="dimmed">
        Used for this test only: it is not stored.
      </Text>
    </Stack>
  );
}
