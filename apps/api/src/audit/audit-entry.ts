/** Who can do something that the audit trail keeps. */
export const actorKinds = ['member', 'api-key', 'end-user', 'chat', 'system', 'anonymous'] as const;
export type ActorKind = (typeof actorKinds)[number];

/** How something ended: `denied` to whoever may not or is not known, `failed` for every other reason. */
export const auditOutcomes = ['succeeded', 'denied', 'failed'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Facts that are no secret: names of fields, numbers, words of ours. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Who did what to what, when, from where, and how it ended; never changed once it is written: a row of `audit_entries`. */
export interface AuditEntry {
  readonly id: string;
  readonly workspaceId: string | null;
  readonly occurredAt: Date;
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  /** What the actor was called at that time. */
  readonly actorName: string | null;
  /** Id of the API's operation, or type of an event. */
  readonly action: string;
  readonly targetKind: string | null;
  readonly targetId: string | null;
  readonly targetName: string | null;
  /** Everything that was concerned: noun -> id. */
  readonly targets: Readonly<Record<string, string>>;
  readonly outcome: AuditOutcome;
  readonly problemCode: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly details: AuditDetails;
  /** HMAC of everything above. */
  readonly proof: string;
}
