import { useQueryClient } from '@tanstack/react-query';
import { useLiveEvents, type LiveHandlers } from '../../../api/use-live-events.ts';
import { showDone } from '../../../ui/notices.tsx';
import { readTask, taskQuery, toSaved } from '../canvas.queries.ts';
import { isDirty } from '../editor/state.ts';
import { taken } from '../editor/steps.ts';
import { useEditor, useStore } from '../editor/use-editor.ts';

interface Changed {
  readonly version?: number;
  readonly updatedBy?: { readonly name?: string } | string | null;
}

/** Follows what others do with the task: their changes are shown at once, or told where there is work of one's own. */
export function useRemote(botId: string, taskId: string): void {
  const store = useStore();
  const queryClient = useQueryClient();
  const take = async (by: string) => {
    const task = await readTask(botId, taskId);
    const state = store.state();
    if (task.version <= state.base.version) return;
    if (isDirty(state) || state.saving === 'saving') {
      store.update((at) => ({ ...at, remote: { version: task.version, by } }));
      return;
    }
    queryClient.setQueryData(taskQuery(botId, taskId).queryKey, task);
    store.update((at) => taken(at, toSaved(task)));
    showDone(`${by} changed this dialog. You see the new version.`);
  };
  const isDeleted = useEditor((state) => state.isDeleted);
  const path = isDeleted ? undefined : `/v1/bots/${botId}/dialog-tasks/${taskId}/events`;
  const handlers: LiveHandlers = {
    changed: (data) => {
      const { version = 0, updatedBy } = data as Changed;
      const state = store.state();
      if (version <= state.base.version || state.saving === 'saving') return;
      const by = (typeof updatedBy === 'string' ? updatedBy : updatedBy?.name) ?? 'Somebody';
      take(by).catch(() => store.update((at) => ({ ...at, remote: { version, by } })));
    },
    deleted: () => store.update((state) => ({ ...state, isDeleted: true })),
  };
  useLiveEvents(path, handlers, (version) => `version=${version}`);
}
