/** Rows of a table that go: `$1` are the ids. */
export interface Traces {
  readonly table: string;
  readonly condition: string;
}

/** Rows that belong to an end user: `$1` is a list of their own id alone; texts that are sealed go with them. In the order in which they are erased. */
export const possessions: readonly Traces[] = [
  { table: 'chat_sessions', condition: 'end_user_id = ANY($1)' },
  { table: 'messages', condition: `conversation_id IN (${conversations()})` },
  { table: 'steps', condition: `conversation_id IN (${conversations()})` },
  { table: 'effects', condition: `conversation_id IN (${conversations()})` },
  { table: 'conversation_waits', condition: `conversation_id IN (${conversations()})` },
  {
    table: 'authorization_attempts',
    condition: 'request_id IN (SELECT id FROM authorization_requests WHERE end_user_id = ANY($1))',
  },
  { table: 'authorization_requests', condition: 'end_user_id = ANY($1)' },
  {
    table: 'token_reads',
    condition: 'authorization_id IN (SELECT id FROM authorizations WHERE end_user_id = ANY($1))',
  },
  { table: 'runs', condition: 'end_user_id = ANY($1)' },
  { table: 'runs', condition: `conversation_id IN (${conversations()})` },
  { table: 'conversations', condition: 'end_user_id = ANY($1)' },
  { table: 'end_users', condition: 'id = ANY($1)' },
];

/** Notices that tell of one of the ids. */
export const mentioningNotices: Traces = {
  table: 'notices',
  condition: `topic = ANY($1) OR topic = ANY(SELECT 'authorization:' || id FROM unnest($1::text[]) id)`,
};

/** Events that tell of one of the ids. */
export const mentioningEvents: readonly Traces[] = [
  { table: 'events', condition: `data ->> 'endUserId' = ANY($1)` },
  { table: 'events', condition: 'subject = ANY($1)' },
];

/** What webhooks were told of one of the ids, where its event is gone already. */
export const mentioningDeliveries: Traces = { table: 'webhook_deliveries', condition: 'resource = ANY($1)' };

/** Every id that a row may mention an end user by. */
export const idsOfEndUser = `SELECT $1::text AS id
  UNION SELECT id FROM conversations WHERE end_user_id = $1
  UNION SELECT id FROM authorizations WHERE end_user_id = $1
  UNION SELECT id FROM authorization_requests WHERE end_user_id = $1`;

function conversations(): string {
  return 'SELECT id FROM conversations WHERE end_user_id = ANY($1)';
}
