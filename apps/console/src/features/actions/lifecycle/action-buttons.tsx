import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useMay } from '../../../api/session.ts';
import { showDone, showProblem } from '../../../ui/notices.tsx';
import { toProblem } from '../../../api/problem.ts';
import { useDisableAction, useEnableAction, type Action, type ActionPlace } from '../actions.queries.ts';
import { useDeletion } from './use-deletion.tsx';
import type { Enabling } from './use-enabling.ts';

interface ActionButtonsProps {
  readonly place: ActionPlace;
  readonly action: Action;
  readonly enabling: Enabling;
}

/** Enables, disables and deletes an action. */
export function ActionButtons({ place, action, enabling }: ActionButtonsProps) {
  const mayManage = useMay('actions:manage');
  const disable = useDisableAction(place);
  const undo = useEnableAction(place);
  const deletion = useDeletion(place, action);
  if (!mayManage || action.id === null) return null;
  const tell = (error: Error) => showProblem(toProblem(error));
  const stop = () =>
    disable.mutate(undefined, {
      onSuccess: () =>
        showDone(`${action.name} is disabled; its configuration is kept.`, () =>
          undo.mutate(undefined, { onError: tell }),
        ),
      onError: tell,
    });
  const isRunning = action.state === 'configured' || action.state === 'error';
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} />}
        loading={deletion.isPending}
        onClick={deletion.ask}
      >
        Delete
      </Button>
      {isRunning && (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} />}
          loading={disable.isPending}
          onClick={stop}
        >
          Disable
        </Button>
      )}
      {action.state === 'disabled' && (
        <Button leftSection={<IconPlayerPlay size={16} />} loading={enabling.isPending} onClick={enabling.enable}>
          Enable
        </Button>
      )}
    </>
  );
}
