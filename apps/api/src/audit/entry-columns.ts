import type { AuditEntry } from './audit-entry.js';

/** The fields of an entry and the columns that they are kept in. */
const columns = {
  id: 'id',
  workspaceId: 'workspace_id',
  occurredAt: 'occurred_at',
  actorKind: 'actor_kind',
  actorId: 'actor_id',
  actorName: 'actor_name',
  action: 'action',
  targetKind: 'target_kind',
  targetId: 'target_id',
  targetName: 'target_name',
  targets: 'targets',
  outcome: 'outcome',
  problemCode: 'problem_code',
  address: 'address',
  userAgent: 'user_agent',
  requestId: 'request_id',
  details: 'details',
  proof: 'proof',
} as const satisfies Record<keyof AuditEntry, string>;

const types: Partial<Record<keyof AuditEntry, string>> = {
  occurredAt: 'timestamptz(3)',
  targets: 'jsonb',
  details: 'jsonb',
};

const pairs = Object.entries(columns) as readonly (readonly [keyof AuditEntry, string])[];

/** What to select of `audit_entries entries` to read an `AuditEntry`. */
export const selectedEntry = pairs.map(([field, column]) => `entries.${column} AS "${field}"`).join(', ');

/** Writes the JSON list of entries in `$1`, and notes that they wait for their seals. */
export const insertEntries = `WITH written AS (
    INSERT INTO audit_entries (${pairs.map(([, column]) => column).join(', ')})
    SELECT ${pairs.map(([field]) => `given."${field}"`).join(', ')} FROM jsonb_to_recordset($1::jsonb)
      AS given (${pairs.map(([field]) => `"${field}" ${types[field] ?? 'text'}`).join(', ')})
    ON CONFLICT DO NOTHING RETURNING id)
  INSERT INTO audit_unsealed (entry_id) SELECT id FROM written`;
