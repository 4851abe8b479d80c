import { Alert, Button, Group, Text } from '@mantine/core';
import { IconCloudOff, IconFileOff, IconUsers } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { toProblem } from '../../../api/problem.ts';
import { showDone, showProblem } from '../../../ui/notices.tsx';
import { createTask, readTask, taskQuery, toSaved } from '../canvas.queries.ts';
import { draftOf } from '../editor/state.ts';
import { taken } from '../editor/steps.ts';
import { useEditor, useStore } from '../editor/use-editor.ts';
import { tidy } from '../graph/exchange/tidy.ts';
import { DifferenceModal } from './difference-modal.tsx';
import { forgetWork } from './kept-work.ts';

interface BannersProps {
  readonly botId: string;
  readonly taskId: string;
  readonly onSave: (over?: number) => Promise<boolean>;
}

/** What stands between the designer and a safe save: somebody else's version, a deleted task, no connection. */
export function Banners({ botId, taskId, onSave }: BannersProps) {
  const isDeleted = useEditor((state) => state.isDeleted);
  const remote = useEditor((state) => state.remote);
  const saving = useEditor((state) => state.saving);
  if (isDeleted) return <Deleted botId={botId} taskId={taskId} />;
  if (remote) return <Conflict {...{ botId, taskId, onSave }} />;
  if (saving !== 'offline') return null;
  return (
    <Banner
      icon={<IconCloudOff />}
      action={
        <Button size="compact-sm" variant="light" onClick={() => void onSave()}>
          Try again
        </Button>
      }
    >
      The server cannot be reached. Go on working: your changes are kept in this tab.
    </Banner>
  );
}

function Conflict({ botId, taskId, onSave }: BannersProps) {
  const store = useStore();
  const queryClient = useQueryClient();
  const remote = useEditor((state) => state.remote);
  const [isComparing, setComparing] = useState(false);
  if (!remote) return null;
  const takeTheirs = async () => {
    const task = await readTask(botId, taskId);
    queryClient.setQueryData(taskQuery(botId, taskId).queryKey, task);
    store.update((state) => taken(state, toSaved(task)));
    showDone(`You see the version of ${remote.by}.`);
  };
  return (
    <>
      <Banner
        icon={<IconUsers />}
        action={
          <>
            <Button size="compact-sm" onClick={() => setComparing(true)}>
              Look at the difference
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => void onSave(remote.version)}>
              Keep mine
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void takeTheirs().catch((error: unknown) => showProblem(toProblem(error)))}
            >
              Take theirs
            </Button>
          </>
        }
      >
        {remote.by} saved another version of this dialog while you were working. Yours is not saved yet.
      </Banner>
      {isComparing && (
        <DifferenceModal
          {...{ botId, taskId, remote }}
          onClose={() => setComparing(false)}
          onTakeTheirs={takeTheirs}
          onKeepMine={() => onSave(remote.version)}
        />
      )}
    </>
  );
}

function Deleted({ botId, taskId }: Omit<BannersProps, 'onSave'>) {
  const store = useStore();
  const navigate = useNavigate();
  const saveAsNew = async () => {
    const { name, graph } = draftOf(store.state());
    const task = await createTask(botId, { name, graph: tidy(graph) });
    forgetWork(window.sessionStorage, taskId);
    store.update((state) => taken(state, toSaved(task)));
    await navigate({ to: '/bots/$botId/dialogs/$taskId', params: { botId, taskId: task.id } });
    showDone('Saved as a new dialog.');
  };
  return (
    <Banner
      icon={<IconFileOff />}
      action={
        <Button
          size="compact-sm"
          onClick={() => void saveAsNew().catch((error: unknown) => showProblem(toProblem(error)))}
        >
          Save as a new dialog
        </Button>
      }
    >
      This dialog was deleted elsewhere. What you see here is still yours.
    </Banner>
  );
}

interface BannerProps {
  /** It is an offer, no trouble. */
  readonly isCalm?: boolean;
  readonly icon: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One line over the canvas that wants a decision. */
export function Banner({ isCalm, icon, action, children }: BannerProps) {
  return (
    <Alert
      color={isCalm ? 'ink' : 'orange'}
      icon={icon}
      radius={0}
      py={8}
      role={isCalm ? 'status' : 'alert'}
      style={{ flexShrink: 0 }}
    >
      <Group justify="space-between" gap="xs">
        <Text size="sm" flex="1 1 20rem">
          {children}
        </Text>
        <Group gap={6}>{action}</Group>
      </Group>
    </Alert>
  );
}
