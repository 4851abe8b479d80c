import { Box, Skeleton, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMay } from '../../api/session.ts';
import { showDone } from '../../ui/notices.tsx';
import { PageProblem } from '../../ui/problem-alert.tsx';
import classes from './canvas.module.css';
import { taskQuery, toSaved, type DialogTask } from './canvas.queries.ts';
import { EditorScreen } from './editor-screen.tsx';
import { initialState } from './editor/state.ts';
import { createStore } from './editor/store.ts';
import { taken } from './editor/steps.ts';
import { EditorContext } from './editor/use-editor.ts';
import { forgetWork, keptWork } from './saving/kept-work.ts';

const route = getRouteApi('/signed-in/bots/$botId/dialogs/$taskId');

/** A dialog task on the canvas. */
export function CanvasPage() {
  const { botId, taskId } = route.useParams();
  const task = useQuery(taskQuery(botId, taskId));
  if (task.data) return <Opened key={taskId} botId={botId} task={task.data} />;
  if (!task.isError) return <Opening />;
  return (
    <Box p="md">
      <PageProblem error={task.error} reset={() => void task.refetch()} />
    </Box>
  );
}

function Opened({ botId, task }: { readonly botId: string; readonly task: DialogTask }) {
  const { node } = route.useSearch();
  const mayEdit = useMay('dialogs:edit');
  const [{ store, kept }] = useState(() => open(task, !mayEdit));
  useEffect(() => {
    if (!kept) return;
    showDone('What you had not saved is back.', () => {
      forgetWork(window.sessionStorage, task.id);
      store.update((state) => taken(state, state.base));
    });
  }, [kept, store, task.id]);
  return (
    <EditorContext value={store}>
      <EditorScreen botId={botId} taskId={task.id} nodeId={node} />
    </EditorContext>
  );
}

function open(task: DialogTask, isReadOnly: boolean) {
  const saved = toSaved(task);
  const kept = isReadOnly ? undefined : keptWork(window.sessionStorage, task.id);
  const state = initialState(saved, isReadOnly, kept);
  const isStale = kept !== undefined && kept.version < task.version;
  const remote = isStale ? { version: task.version, by: task.updatedBy?.name ?? 'Somebody' } : undefined;
  return { kept, store: createStore({ ...state, remote }) };
}

function Opening() {
  return (
    <div className={classes.screen}>
      <VisuallyHidden role="status">Loading</VisuallyHidden>
      <Skeleton height={52} radius={0} />
      <Box p="xl" flex={1}>
        <Skeleton height={108} width={264} radius={14} />
      </Box>
    </div>
  );
}
