import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { showDone } from '../../ui/notices.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { useRename, type Account } from './account.queries.ts';

/** Name and e-mail address. */
export function ProfileSection({ account }: { readonly account: Account }) {
  const [name, setName] = useState(account.name);
  const rename = useRename();
  return (
    <Section title="Profile">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate({ name: name.trim() }, { onSuccess: () => showDone('Your name is saved.') });
        }}
      >
        <Stack gap="md" maw="28rem">
          {rename.isError && <ProblemAlert error={rename.error} />}
          <TextInput
            label="Name"
            required
            maxLength={100}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label="E-mail address"
            description="You sign in with it. An administrator can invite another one."
            value={account.email}
            readOnly
          />
          <Group>
            <Button
              type="submit"
              loading={rename.isPending}
              disabled={name.trim() === '' || name.trim() === account.name}
            >
              Save name
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
