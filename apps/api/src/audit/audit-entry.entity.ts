import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who can do something that the audit trail keeps. */
export const actorKinds = ['member', 'api-key', 'end-user', 'chat', 'system', 'anonymous'] as const;
export type ActorKind = (typeof actorKinds)[number];

/** How something ended: `denied` to whoever may not or is not known, `failed` for every other reason. */
export const auditOutcomes = ['succeeded', 'denied', 'failed'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Facts that are no secret: names of fields, numbers, words of ours. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Who did what to what, when, from where, and how it ended; never changed once it is written. */
@Entity('audit_entries')
export class AuditEntry {
  @PrimaryColumn('text') id!: string;
  @Column('text', { nullable: true }) workspaceId!: string | null;
  @Column('timestamptz') occurredAt!: Date;
  @Column('text') actorKind!: ActorKind;
  @Column('text', { nullable: true }) actorId!: string | null;
  /** What the actor was called at that time. */
  @Column('text', { nullable: true }) actorName!: string | null;
  /** Id of the API's operation, or type of an event. */
  @Column('text') action!: string;
  @Column('text', { nullable: true }) targetKind!: string | null;
  @Column('text', { nullable: true }) targetId!: string | null;
  @Column('text', { nullable: true }) targetName!: string | null;
  /** Everything that was concerned: noun -> id. */
  @Column('jsonb') targets!: Readonly<Record<string, string>>;
  @Column('text') outcome!: AuditOutcome;
  @Column('text', { nullable: true }) problemCode!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('text', { nullable: true }) userAgent!: string | null;
  @Column('text', { nullable: true }) requestId!: string | null;
  @Column('jsonb') details!: AuditDetails;
  /** HMAC of everything above. */
  @Column('text') proof!: string;
}

/** The link of an entry in the chain: its hash covers the entry's proof and the hash before. */
@Entity('audit_seals')
export class AuditSeal {
  @PrimaryColumn('bigint') sequence!: string;
  @Column('text') entryId!: string;
  @Column('text') previousHash!: string;
  @Column('text') hash!: string;
}
