import type { EntityManager } from 'typeorm';
import type { Concern } from '../telling/recipients.service.js';

/** A bot whose action is concerned. */
export interface ConcernedBot extends Concern {
  readonly botId: string;
  readonly botName: string;
  readonly divisionId: string;
  readonly connectorId: string;
}

/** What says which actions are concerned. */
export interface ActionsOf {
  readonly workspaceId: string;
  readonly actionId?: string | null;
  /** Every pre-authorized action with this profile. */
  readonly authProfileId?: string;
}

type Row = Omit<ConcernedBot, 'link'>;

/** The bots of some actions, with where their connection is renewed. */
export async function concernedBots(manager: EntityManager, of: ActionsOf): Promise<readonly ConcernedBot[]> {
  const rows = await manager.query<Row[]>(
    `SELECT b.id AS "botId", b.name AS "botName", b.division_id AS "divisionId", a.connector_id AS "connectorId"
     FROM actions a JOIN bots b ON b.id = a.bot_id
     WHERE a.workspace_id = $1 AND (a.id = $2 OR a.auth_profile_id = $3 AND a.state <> 'available') ORDER BY b.id`,
    [of.workspaceId, of.actionId ?? null, of.authProfileId ?? null],
  );
  return rows.map((row) => ({ ...row, link: authorizationLink(row) }));
}

/** Where in the console a designer authorizes again. */
function authorizationLink({ botId, connectorId }: Row): string {
  return `/bots/${botId}/actions/${connectorId}?tab=authorization`;
}

/** `“A”`, `“A” and “B”`, `“A”, “B” and 3 more`. */
export function namesOf(bots: readonly ConcernedBot[]): string {
  const names = [...new Set(bots.map(({ botName }) => `“${botName}”`))];
  if (names.length <= 2) return names.join(' and ');
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}
