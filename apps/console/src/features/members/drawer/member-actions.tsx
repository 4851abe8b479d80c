import { Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { askFirst } from '../../../ui/confirm.tsx';
import { showDone } from '../../../ui/notices.tsx';
import { LinkOnce, type Link } from '../link-once.tsx';
import {
  useCreatePasswordReset,
  useEndSessions,
  useRemoveMember,
  useResetSecondFactor,
  useUpdateMember,
  type MemberDetails,
} from '../members.queries.ts';

interface MemberActionsProps {
  readonly member: MemberDetails;
  readonly onRemoved: () => void;
}

/** What can be done about a member besides their roles. */
export function MemberActions({ member, onRemoved }: MemberActionsProps) {
  return (
    <Stack gap="sm">
      <Title order={2}>Access</Title>
      <Group gap="xs">
        {member.state === 'active' && <PasswordLink member={member} />}
        {member.lastSeenAt !== null && <SignOut member={member} />}
        {member.hasSecondFactor && <SecondFactor member={member} />}
        <Activation member={member} />
        <Removal member={member} onRemoved={onRemoved} />
      </Group>
    </Stack>
  );
}

function PasswordLink({ member }: { readonly member: MemberDetails }) {
  const create = useCreatePasswordReset(member.id);
  const [link, setLink] = useState<Link>();
  return (
    <>
      <Button
        variant="default"
        loading={create.isPending}
        onClick={() => create.mutate(undefined, { onSuccess: (made) => setLink({ ...made, email: member.email }) })}
      >
        Make a link to set a password
      </Button>
      <LinkOnce title="Link to set a password" lifetime="24 hours" link={link} onClose={() => setLink(undefined)} />
    </>
  );
}

function SignOut({ member: { id, name } }: { readonly member: MemberDetails }) {
  const end = useEndSessions(id);
  const ask = () =>
    askFirst({
      title: `Sign ${name} out everywhere?`,
      body: 'They can sign in again at once.',
      confirm: 'Sign out',
      cancel: 'Cancel',
      onConfirm: () => end.mutate(undefined, { onSuccess: () => showDone(`${name} is signed out everywhere.`) }),
    });
  return (
    <Button variant="default" loading={end.isPending} onClick={ask}>
      Sign out everywhere
    </Button>
  );
}

function SecondFactor({ member: { id, name } }: { readonly member: MemberDetails }) {
  const reset = useResetSecondFactor(id);
  const ask = () =>
    askFirst({
      title: `Take away the second factor of ${name}?`,
      body: 'Be sure that it is them who ask: without it their password alone lets somebody in. They can set up another in their account.',
      confirm: 'Take it away',
      onConfirm: () => reset.mutate(undefined, { onSuccess: () => showDone(`${name} has no second factor now.`) }),
    });
  return (
    <Button variant="default" loading={reset.isPending} onClick={ask}>
      Take away the second factor
    </Button>
  );
}

function Activation({ member: { id, name, state, apiKeys } }: { readonly member: MemberDetails }) {
  const update = useUpdateMember(id);
  const set = (isDeactivated: boolean) =>
    update.mutate(
      { isDeactivated },
      { onSuccess: () => showDone(`${name} is ${isDeactivated ? 'deactivated' : 'active'}.`) },
    );
  const ask = () =>
    askFirst({
      title: `Deactivate ${name}?`,
      body: <WhatRests apiKeys={apiKeys} />,
      confirm: 'Deactivate',
      cancel: 'Cancel',
      onConfirm: () => set(true),
    });
  if (state === 'deactivated') {
    return (
      <Button variant="default" loading={update.isPending} onClick={() => set(false)}>
        Activate
      </Button>
    );
  }
  return (
    <Button variant="default" loading={update.isPending} onClick={ask}>
      Deactivate
    </Button>
  );
}

function WhatRests({ apiKeys }: Pick<MemberDetails, 'apiKeys'>) {
  return (
    <Stack gap="xs">
      <Text size="sm">
        They are signed out everywhere at once and cannot sign in until somebody activates them again. Bots, profiles
        and dialogs that they made stay.
      </Text>
      {apiKeys.length > 0 && (
        <Text size="sm">
          API keys that they made rest as long: {apiKeys.map(({ name }) => name).join(', ')}. Programs that show them
          are refused; where they must go on, make new keys for them first.
        </Text>
      )}
    </Stack>
  );
}

function Removal({ member, onRemoved }: MemberActionsProps) {
  const remove = useRemoveMember(member.id);
  const keys = useRef<'revoke' | 'keep'>('revoke');
  const ask = () => {
    keys.current = 'revoke';
    askFirst({
      title: `Remove ${member.name}?`,
      body: <WhatGoes member={member} onKeep={(isKept) => (keys.current = isKept ? 'keep' : 'revoke')} />,
      confirm: 'Remove the member',
      cancel: 'Cancel',
      typed: member.apiKeys.length > 0 ? member.email : undefined,
      onConfirm: () =>
        remove.mutate(keys.current, {
          onSuccess: () => {
            showDone(`${member.name} is removed.`);
            onRemoved();
          },
        }),
    });
  };
  return (
    <Button color="red" variant="light" loading={remove.isPending} onClick={ask}>
      Remove
    </Button>
  );
}

interface WhatGoesProps {
  readonly member: MemberDetails;
  readonly onKeep: (isKept: boolean) => void;
}

function WhatGoes({ member: { apiKeys }, onKeep }: WhatGoesProps) {
  return (
    <Stack gap="xs">
      <Text size="sm">They are signed out everywhere at once. Bots, profiles and dialogs that they made stay.</Text>
      {apiKeys.length > 0 && (
        <>
          <Text size="sm">
            API keys that they made are revoked: {apiKeys.map(({ name }) => name).join(', ')}. Programs that show them
            are refused from then on.
          </Text>
          <Checkbox
            label="Keep these keys; they are mine from then on"
            onChange={(event) => onKeep(event.currentTarget.checked)}
          />
        </>
      )}
    </Stack>
  );
}
