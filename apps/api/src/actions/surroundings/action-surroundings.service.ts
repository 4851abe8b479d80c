import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  AuthorizationSummariesService,
  type AuthorizationSummary,
} from '../../authorizations/authorization-summaries.service.js';
import type { Action } from '../action.entity.js';
import type { ActionDeletionView, RunCountsView, UsingTaskView } from './surroundings.dto.js';

/** What is to be known of an action besides its settings. */
export interface Surroundings extends AuthorizationSummary {
  readonly runs: RunCountsView;
  readonly dialogTasks: readonly UsingTaskView[];
}

interface TaskRow extends UsingTaskView {
  readonly connectorIds: readonly string[];
}

/** Knows what stands around actions: who has authorized them, what runs, who uses them. */
@Injectable()
export class ActionSurroundingsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly summaries: AuthorizationSummariesService,
  ) {}

  /** By the id of the action, for actions of one bot; each of them has some. */
  async of(botId: string, actions: readonly Action[]): Promise<ReadonlyMap<string, Surroundings>> {
    if (actions.length === 0) return new Map();
    const summaries = await this.summaries.of(actions);
    const [runs, tasks] = await Promise.all([this.runsOf(botId), this.tasksOf(botId)]);
    return new Map(
      actions.map(({ id, connectorId }) => [
        id,
        {
          ...(summaries.get(id) ?? { endUserCount: 0 }),
          runs: runs.get(connectorId) ?? { succeeded: 0, failed: 0 },
          dialogTasks: using(tasks, connectorId),
        },
      ]),
    );
  }

  /** What goes with an action. */
  async deletionOf({ id, botId, connectorId }: Action): Promise<ActionDeletionView> {
    const [counts] = await this.dataSource.query<Omit<ActionDeletionView, 'dialogTasks'>[]>(
      `SELECT count(*)::int AS authorizations, count(DISTINCT end_user_id)::int AS "endUsers",
         (SELECT count(DISTINCT conversation_id)::int FROM authorization_requests
          WHERE action_id = $1 AND completed_at IS NULL) AS "conversationsWaiting"
       FROM authorizations WHERE action_id = $1 AND state IN ('active', 'needs-reauthorization', 'quarantined')`,
      [id],
    );
    const found = counts ?? { authorizations: 0, endUsers: 0, conversationsWaiting: 0 };
    return { ...found, dialogTasks: using(await this.tasksOf(botId), connectorId) };
  }

  private async runsOf(botId: string): Promise<ReadonlyMap<string, RunCountsView>> {
    const rows = await this.dataSource.query<(RunCountsView & { readonly connectorId: string })[]>(
      `SELECT connector_id AS "connectorId", sum(succeeded)::int AS succeeded, sum(failed)::int AS failed
       FROM run_counts WHERE bot_id = $1 AND hour > now() - interval '24 hours' GROUP BY connector_id`,
      [botId],
    );
    return new Map(rows.map(({ connectorId, ...counts }) => [connectorId, counts]));
  }

  /** The dialog tasks of a bot, each with the connectors whose operations it runs, however deep in its graph. */
  private tasksOf(botId: string): Promise<readonly TaskRow[]> {
    return this.dataSource.query<TaskRow[]>(
      `SELECT id, name, ARRAY(
         SELECT DISTINCT split_part(operation #>> '{}', '.', 1) FROM jsonb_path_query(graph, '$.**.operation') AS operation
       ) AS "connectorIds"
       FROM dialog_tasks WHERE bot_id = $1 ORDER BY name`,
      [botId],
    );
  }
}

function using(tasks: readonly TaskRow[], connectorId: string): readonly UsingTaskView[] {
  return tasks.filter(({ connectorIds }) => connectorIds.includes(connectorId)).map(({ id, name }) => ({ id, name }));
}
