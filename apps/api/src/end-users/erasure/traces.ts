/** Rows that tell of an end user although nothing leads to them but a mention: each goes when one of the ids is in it. */
export const mentions: readonly { readonly table: string; readonly columns: readonly string[] }[] = [
  { table: 'events', columns: ['data'] },
  { table: 'webhook_deliveries', columns: ['payload', 'history'] },
  { table: 'notices', columns: ['topic', 'occasion', 'title', 'body'] },
];

/** Rows that belong to an end user: `$1` is their id; the texts of what is sealed go with them. In the order in which they are erased. */
export const possessions: readonly { readonly table: string; readonly condition: string }[] = [
  { table: 'messages', condition: `conversation_id IN (${conversations()})` },
  { table: 'steps', condition: `conversation_id IN (${conversations()})` },
  { table: 'effects', condition: `conversation_id IN (${conversations()})` },
  { table: 'conversation_waits', condition: `conversation_id IN (${conversations()})` },
  { table: 'chat_sessions', condition: 'end_user_id = $1' },
  {
    table: 'authorization_attempts',
    condition: 'request_id IN (SELECT id FROM authorization_requests WHERE end_user_id = $1)',
  },
  { table: 'authorization_requests', condition: 'end_user_id = $1' },
  { table: 'token_reads', condition: 'authorization_id IN (SELECT id FROM authorizations WHERE end_user_id = $1)' },
  { table: 'runs', condition: `end_user_id = $1 OR conversation_id IN (${conversations()})` },
  { table: 'conversations', condition: 'end_user_id = $1' },
];

/** Every id that a row may mention an end user by. */
export const idsOfEndUser = `SELECT $1::text AS id
  UNION SELECT id FROM conversations WHERE end_user_id = $1
  UNION SELECT id FROM authorizations WHERE end_user_id = $1
  UNION SELECT id FROM authorization_requests WHERE end_user_id = $1`;

function conversations(): string {
  return 'SELECT id FROM conversations WHERE end_user_id = $1';
}
