import { Button, Drawer, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { toProblem } from '../../../api/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { GrantsEditor } from '../grants/grants-editor.tsx';
import { LinkOnce } from '../link-once.tsx';
import { useInvite, type Grant, type IssuedInvitation } from '../members.queries.ts';

interface InviteDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Invites somebody, and shows the link once. */
export function InviteDrawer({ isOpen, onClose }: InviteDrawerProps) {
  const invite = useInvite();
  const [made, setMade] = useState<IssuedInvitation>();
  const finish = () => {
    setMade(undefined);
    invite.reset();
  };
  return (
    <>
      <Drawer opened={isOpen} onClose={onClose} title="Invite somebody" position="right" size="lg">
        <InviteForm
          invite={invite}
          onCancel={onClose}
          onMade={(invitation) => {
            setMade(invitation);
            onClose();
          }}
        />
      </Drawer>
      <LinkOnce title={`Invitation of ${made?.email ?? ''}`} lifetime="seven days" link={made} onClose={finish} />
    </>
  );
}

interface InviteFormProps {
  readonly invite: ReturnType<typeof useInvite>;
  readonly onCancel: () => void;
  readonly onMade: (invitation: IssuedInvitation) => void;
}

function InviteForm({ invite, onCancel, onMade }: InviteFormProps) {
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [grants, setGrants] = useState<readonly Grant[]>([{ role: '', divisionId: null }]);
  const isReady = email.trim() !== '' && grants.length > 0 && grants.every(({ role }) => role !== '');
  const fault = (pointer: string) => (invite.isError ? toProblem(invite.error).violationOf(pointer) : undefined);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const named = name.trim() === '' ? {} : { name: name.trim() };
        if (isReady) invite.mutate({ email: email.trim(), ...named, grants: [...grants] }, { onSuccess: onMade });
      }}
    >
      <Stack gap="md">
        {invite.isError && <ProblemAlert error={invite.error} shownFields={['/email', '/name']} />}
        <TextInput
          label="E-mail address"
          description="They will sign in with it."
          type="email"
          required
          maxLength={254}
          data-autofocus
          value={email}
          error={fault('/email')}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <TextInput
          label="Name"
          description="They can correct it."
          maxLength={100}
          value={name}
          error={fault('/name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <GrantsEditor value={grants} onChange={setGrants} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" disabled={!isReady} loading={invite.isPending}>
            Make the invitation
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
