import type { Account } from '#connectors';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { SubjectKind } from './subject.js';

export const authorizationStates = ['active', 'quarantined', 'needs-reauthorization', 'revoked'] as const;
/** `quarantined` until whoever authorized is proven to be who was asked. */
export type AuthorizationState = (typeof authorizationStates)[number];

/** What became of a token set at its provider when it was revoked. */
export type UpstreamRevocation = 'revoked' | 'not-supported' | 'failed';

/** A token set held for a subject. */
@Entity('authorizations')
export class Authorization {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  /** Null for one that belongs to the auth profile or to a member, and not to one action of one bot. */
  @Column('text', { nullable: true }) botId!: string | null;
  /** Null as well once the action is deleted; what is left is then revoked. */
  @Column('text', { nullable: true }) actionId!: string | null;
  @Column('text') connectorId!: string;
  @Column('text') authProfileId!: string;
  /** The profile's `registrationVersion` that the tokens belong to. */
  @Column('integer') registrationVersion!: number;
  @Column('text') subjectKind!: SubjectKind;
  /** Our own id. */
  @Column('text', { nullable: true }) endUserId!: string | null;
  @Column('text', { nullable: true }) memberId!: string | null;
  @Column('text') state!: AuthorizationState;
  /** Everything that the token endpoint gave; null once it is erased. */
  @Column('text', { nullable: true, select: false }) tokenSetSealed!: string | null;
  @Column('jsonb') account!: Account;
  @Column('text', { array: true }) scopes!: readonly string[];
  /** Values of the preset's parameters, such as `domain`. */
  @Column('jsonb') parameters!: Readonly<Record<string, string>>;
  /** The few things that may be shown of what the token endpoint gave besides tokens. */
  @Column('jsonb') extras!: Readonly<Record<string, string>>;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('boolean') isRefreshable!: boolean;
  /** Why the last refresh failed; null when it did not. */
  @Column('text', { nullable: true }) failureCode!: string | null;
  @Column('integer') failureCount!: number;
  /** No refresh before. */
  @Column('timestamptz', { nullable: true }) retryAt!: Date | null;
  /** Grows with each token set, so that a late writer is told from the current one. */
  @Column('integer') fence!: number;
  /** Who is refreshing or revoking it, until `leaseUntil`. */
  @Column('text', { nullable: true, select: false }) leaseOwner!: string | null;
  @Column('timestamptz', { nullable: true, select: false }) leaseUntil!: Date | null;
  /** Written in batches: some seconds late. */
  @Column('timestamptz', { nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) lastRefreshedAt!: Date | null;
  /** When the background is to refresh it; null: only on demand. */
  @Column('timestamptz', { nullable: true }) nextRefreshAt!: Date | null;
  /** When it is refreshed even though nobody uses it, so that its refresh token does not lapse. */
  @Column('timestamptz', { nullable: true, select: false }) idleRefreshAt!: Date | null;
  /** Null while it is quarantined, and for one that never left quarantine. */
  @Column('timestamptz', { nullable: true }) activatedAt!: Date | null;
  /** Null until its tokens are erased. */
  @Column('text', { nullable: true }) upstreamRevocation!: UpstreamRevocation | null;
  /** The emergency stop that has revoked it; its tokens are kept sealed until the provider was asked often enough. */
  @Column('text', { nullable: true }) revocationId!: string | null;
  @Column('integer') revocationAttempts!: number;
  @Column('text', { nullable: true }) authorizationRequestId!: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}
