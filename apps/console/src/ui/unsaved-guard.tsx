import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { overOthers } from './over-others.ts';

interface UnsavedGuardProps {
  readonly isDirty: boolean;
  /** The work is gone already when the search of the address changes, not only with the page. */
  readonly coversSearch?: boolean;
  /** Where else the work stays: nothing is asked on the way there. */
  readonly isKeptAt?: (place: Place) => boolean;
}

/** An address that somebody goes to. */
export interface Place {
  readonly pathname: string;
  readonly search: object;
}

/** Asks before the page with unsaved work is left, by a link, by the back button or by closing the tab. */
export function UnsavedGuard({ isDirty, coversSearch = false, isKeptAt }: UnsavedGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isDirty && !isKeptAt?.(next) && (coversSearch || current.pathname !== next.pathname),
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Modal opened onClose={blocker.reset} title="Leave without saving?" {...overOthers(blocker.reset)}>
      <Text size="sm" mb="md">
        What you changed here is not saved yet.
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={blocker.reset} data-autofocus>
          Stay
        </Button>
        <Button color="red.9" onClick={blocker.proceed}>
          Leave
        </Button>
      </Group>
    </Modal>
  );
}
