import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { toProblem } from '../../../api/problem.ts';
import { showDone } from '../../../ui/notices.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useDeleteProfile, type AuthProfile } from '../auth-profiles.queries.ts';
import { Usage } from './usage.tsx';

/** Deletes a profile that nobody uses, and otherwise shows who does. */
export function DeleteButton({ profile }: { readonly profile: AuthProfile }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const remove = useDeleteProfile(profile.id);
  const navigate = useNavigate();
  const isInUse = remove.isError && toProblem(remove.error).code === 'auth-profile-in-use';
  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        void navigate({ to: '/auth-profiles' });
        showDone(`${profile.name} is deleted.`);
      },
    });
  const start = () => {
    remove.reset();
    open();
  };
  return (
    <>
      <Button variant="default" onClick={start}>
        Delete
      </Button>
      <Modal opened={isOpen} onClose={close} title={`Delete ${profile.name}?`}>
        <Stack gap="md">
          {isInUse ? (
            <>
              <Text size="sm">It is still used. Choose another profile for these actions, or delete them, first.</Text>
              <Usage profile={profile} />
            </>
          ) : (
            <Text size="sm">
              Its client ID and secret are erased here; the app at {profile.identityProviderName} stays. This cannot be
              undone.
            </Text>
          )}
          {remove.isError && !isInUse && <ProblemAlert error={remove.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close} data-autofocus>
              {isInUse ? 'Close' : 'Keep it'}
            </Button>
            {!isInUse && (
              <Button color="red" loading={remove.isPending} onClick={confirm}>
                Delete the profile
              </Button>
            )}
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
