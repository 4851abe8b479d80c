import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';
import { pagedQuery } from '../../api/pages.ts';
import { toProblem } from '../../api/problem.ts';

export type TaskSummary = Schema<'DialogTaskSummaryView'>;
type TaskGraph = Schema<'DialogTaskView'>['graph'];
export type Template = Schema<'TemplateView'>;
export type TemplatePlan = Schema<'TemplatePlanView'>;

/** The dialog tasks of a bot. */
export const tasksQuery = (botId: string) =>
  pagedQuery(['bots', botId, 'dialog-tasks'], (cursor) =>
    bodyOf(api.GET('/v1/bots/{botId}/dialog-tasks', { params: { path: { botId }, query: { cursor, limit: 50 } } })),
  );

/** The templates of every system that the bot can work with. */
export const templatesQuery = (botId: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'templates'],
    queryFn: async () => (await bodyOf(api.GET('/v1/bots/{botId}/templates', { params: { path: { botId } } }))).items,
  });

/** What installing a template under a name would do. */
export const planQuery = (botId: string, { connectorId, name }: Template, as: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'templates', connectorId, name, 'plan', as],
    queryFn: () =>
      bodyOf(
        api.GET('/v1/bots/{botId}/actions/{connectorId}/templates/{name}/plan', {
          params: { path: { botId, connectorId, name }, query: as === '' ? {} : { name: as } },
        }),
      ),
  });

/** Copies a template into the bot; the dialog that began it shows what went wrong. */
export function useInstall(botId: string, { connectorId, name }: Template) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { showsProblem: true },
    mutationFn: (body: Schema<'InstallTemplateDto'>) =>
      bodyOf(
        api.POST('/v1/bots/{botId}/actions/{connectorId}/templates/{name}/install', {
          params: { path: { botId, connectorId, name } },
          body,
        }),
      ),
    onSuccess: () => refresh(queryClient, botId),
  });
}

/** Makes a task; the dialog that began it shows what went wrong. */
export function useCreateTask(botId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { showsProblem: true },
    mutationFn: (body: Schema<'CreateDialogTaskDto'>) =>
      bodyOf(api.POST('/v1/bots/{botId}/dialog-tasks', { params: { path: { botId } }, body })),
    onSuccess: () => refresh(queryClient, botId),
  });
}

/** Copies a task under another name. */
export function useDuplicateTask(botId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, name }: TaskSummary) => {
      const path = { botId, taskId: id };
      const { graph } = await bodyOf(api.GET('/v1/bots/{botId}/dialog-tasks/{taskId}', { params: { path } }));
      return createCopy(botId, name, graph);
    },
    onSuccess: () => refresh(queryClient, botId),
  });
}

const mostCopies = 20;

/** Makes a copy under the first name that is free. */
async function createCopy(
  botId: string,
  name: string,
  graph: TaskGraph,
  number = 1,
): Promise<Schema<'DialogTaskView'>> {
  const body = { name: `Copy of ${name.slice(0, 80)}${number > 1 ? ` ${number}` : ''}`, graph };
  try {
    return await bodyOf(api.POST('/v1/bots/{botId}/dialog-tasks', { params: { path: { botId } }, body }));
  } catch (error) {
    if (toProblem(error).code !== 'name-taken' || number >= mostCopies) throw error;
    return createCopy(botId, name, graph, number + 1);
  }
}

/** Deletes a task; tells it as it was, so that it can be made again. */
export function useDeleteTask(botId: string, onDeleted: (task: Schema<'DialogTaskView'>) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (taskId: string) => {
      const params = { path: { botId, taskId } };
      const task = await bodyOf(api.GET('/v1/bots/{botId}/dialog-tasks/{taskId}', { params }));
      await api.DELETE('/v1/bots/{botId}/dialog-tasks/{taskId}', { params });
      return task;
    },
    // Told here: the row that asked is gone by the time the list is read anew.
    onSuccess: (task) => {
      onDeleted(task);
      return refresh(queryClient, botId);
    },
  });
}

function refresh(queryClient: QueryClient, botId: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['bots', botId], exact: false, refetchType: 'active' });
}
