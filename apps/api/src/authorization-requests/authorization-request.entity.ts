import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Choice } from '#connectors';
import type { SubjectKind } from '../authorizations/subject.js';
import type { EndingReason } from './endings/ending.js';
import type { TimelineEntry } from './endings/timeline.js';

/** Where a request stands; the last five are its end, and it has one end only. */
export const requestStatuses = [
  'pending',
  'redirected',
  'choice-required',
  'proof-required',
  'completed',
  'denied',
  'expired',
  'failed',
  'cancelled',
] as const;

export type RequestStatus = (typeof requestStatuses)[number];

/** Who asked for an authorization. */
export type StarterKind = 'member' | 'api-key' | 'conversation';

/** One attempt to get an authorization: its link, whom it is for, and how it ends. */
@Entity('authorization_requests')
export class AuthorizationRequest {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  /** Null, as the action is, for what is to belong to the auth profile or to a member. */
  @Column('text', { nullable: true }) botId!: string | null;
  @Column('text', { nullable: true }) actionId!: string | null;
  @Column('text') connectorId!: string;
  @Column('text') authProfileId!: string;
  @Column('text') subjectKind!: SubjectKind;
  /** Our id of the end user. */
  @Column('text', { nullable: true }) endUserId!: string | null;
  @Column('text', { nullable: true }) memberId!: string | null;
  @Column('text', { nullable: true }) conversationId!: string | null;
  @Column('text', { nullable: true }) effectId!: string | null;
  /** SHA-256 of the link's token; the token itself is nowhere. */
  @Column('text') linkHash!: string;
  @Column('text', { array: true }) scopes!: readonly string[];
  /** Values that the action fixes; an attempt adds what the person was asked for. */
  @Column('jsonb') parameters!: Readonly<Record<string, string>>;
  @Column('text', { nullable: true }) returnUrl!: string | null;
  @Column('text') startedByKind!: StarterKind;
  @Column('text') startedById!: string;
  @Column('text') status!: RequestStatus;
  /** Why it ended, as a stable word. */
  @Column('text', { nullable: true }) reason!: EndingReason | null;
  /** Why it ended, in plain English. */
  @Column('text', { nullable: true }) message!: string | null;
  @Column('text', { nullable: true }) authorizationId!: string | null;
  @Column('text', { nullable: true }) accountName!: string | null;
  /** The attempt that exchanges its code, or did: its browser alone is shown the code of the proof. */
  @Column('text', { nullable: true }) finishingAttemptId!: string | null;
  /** Until then no other attempt may exchange a code. */
  @Column('timestamptz', { nullable: true }) finishingUntil!: Date | null;
  /** How often what somebody typed in was checked with the system. */
  @Column('integer') credentialAttempts!: number;
  /** What the account has several of, while one of them is to be chosen. */
  @Column('jsonb', { nullable: true }) choices!: readonly Choice[] | null;
  @Column('text', { nullable: true }) codeHash!: string | null;
  @Column('text', { nullable: true }) codeSealed!: string | null;
  @Column('integer') codeAttempts!: number;
  @Column('timestamptz', { nullable: true }) codeExpiresAt!: Date | null;
  @Column('timestamptz') expiresAt!: Date;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) completedAt!: Date | null;
  @Column('jsonb') timeline!: readonly TimelineEntry[];
  /** What the sign-in simulator was asked for, where the sandbox plays the provider. */
  @Column('text', { nullable: true }) simulatedOutcome!: string | null;
}

/** One trip of one browser to the provider. */
@Entity('authorization_attempts')
export class AuthorizationAttemptRow {
  @PrimaryColumn('text') id!: string;
  @Column('text') requestId!: string;
  @Column('text') profileId!: string;
  @Column('text') stateHash!: string;
  @Column('text') browserHash!: string;
  @Column('text', { nullable: true }) codeVerifierSealed!: string | null;
  @Column('jsonb') parameters!: Readonly<Record<string, string>>;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) consumedAt!: Date | null;
}
