import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../api/client.ts';
import { allOf } from '../../../api/pages.ts';
import { refreshActions, type ActionPlace } from '../actions.queries.ts';

export type Template = Schema<'TemplateView'>;
export type TemplatePlan = Schema<'TemplatePlanView'>;
export type InstalledTask = Schema<'DialogTaskSummaryView'>;

/** The templates of a system, and where a bot has them. */
export const templatesQuery = ({ botId, connectorId }: ActionPlace) =>
  queryOptions({
    queryKey: ['bots', botId, 'actions', connectorId, 'templates'],
    queryFn: async () =>
      (
        await bodyOf(
          api.GET('/v1/bots/{botId}/actions/{connectorId}/templates', { params: { path: { botId, connectorId } } }),
        )
      ).items,
  });

/** The dialogs of a bot that came from templates, for their names and versions. */
export const installedTasksQuery = (botId: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'dialog-tasks', 'installed'],
    queryFn: async () => {
      const tasks = await allOf((cursor) => {
        const query = { cursor, limit: 100 };
        return bodyOf(api.GET('/v1/bots/{botId}/dialog-tasks', { params: { path: { botId }, query } }));
      });
      return tasks.filter(({ origin }) => origin !== null);
    },
  });

/** What installing a template under a name would do. */
export const planQuery = ({ botId, connectorId }: ActionPlace, template: string, name: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'actions', connectorId, 'templates', template, 'plan', name],
    queryFn: () =>
      bodyOf(
        api.GET('/v1/bots/{botId}/actions/{connectorId}/templates/{name}/plan', {
          params: { path: { botId, connectorId, name: template }, query: name === '' ? {} : { name } },
        }),
      ),
  });

/** Copies a template into the bot; the plan shows what went wrong. */
export function useInstallTemplate({ botId, connectorId }: ActionPlace, template: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'InstallTemplateDto'>) =>
      bodyOf(
        api.POST('/v1/bots/{botId}/actions/{connectorId}/templates/{name}/install', {
          params: { path: { botId, connectorId, name: template } },
          body,
        }),
      ),
    meta: { showsProblem: true },
    onSuccess: () => refreshActions(queryClient, botId),
  });
}
