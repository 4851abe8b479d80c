import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSignOut } from '../../api/session.ts';
import { overOthers } from '../../ui/over-others.ts';
import { router } from '../router.tsx';
import { useIdleWatch } from './use-idle-watch.ts';

/** Warns a minute before the session ends because nothing is done; then nothing of the page stays, and signing in leads back to it. */
export function IdleKeeper() {
  const { secondsLeft, isOver, stay } = useIdleWatch();
  const queryClient = useQueryClient();
  const signOut = useSignOut({ onDone: () => void router.navigate({ to: '/sign-in', search: { returnTo: '/' } }) });
  useEffect(() => {
    if (!isOver || window.location.pathname.startsWith('/sign-in')) return;
    const returnTo = `${window.location.pathname}${window.location.search}`;
    queryClient.clear();
    void router.navigate({ to: '/sign-in', search: { returnTo, why: 'idle' }, ignoreBlocker: true });
  }, [isOver, queryClient]);
  return (
    <Modal
      opened={secondsLeft !== undefined && !isOver}
      onClose={stay}
      title="Are you still there?"
      {...overOthers(stay)}
    >
      <Stack gap="md">
        <Text size="sm" role="alert">
          Nothing was done for a while. You will be signed out in less than a minute.
        </Text>
        <Text size="xl" fw={600} ta="center" aria-hidden>
          {secondsLeft}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => signOut.mutate()}>
            Sign out
          </Button>
          <Button onClick={stay} data-autofocus>
            Stay signed in
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
