import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { UpstreamOutcome } from './erasure.dto.js';

/** What an erasure does next: each step may be taken again, and finds less to do then. */
export type ErasureStep = 'authorizations' | 'rows' | 'mentions' | 'scan' | 'finished';

/** How far the look through all columns has come. */
export interface ScanState {
  /** The table that is looked through, and its block that comes next. */
  readonly table?: string;
  readonly block?: number;
  /** Columns of the tables that are done. */
  readonly columns?: number;
  readonly found?: Readonly<Record<string, number>>;
}

/** What became of an authorization, by its id. */
export type SettledAuthorizations = Readonly<
  Record<string, { readonly connectorId: string; readonly upstream: UpstreamOutcome }>
>;

/** The erasure of an end user, by ids that lead to nobody any more; whoever holds its lease goes on with it. */
@Entity('end_user_erasures')
export class EndUserErasure {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') botId!: string;
  @Column('text') endUserId!: string;
  @Column('text') step!: ErasureStep;
  /** Every id of ours that rows may mention the end user by. */
  @Column('text', { array: true }) ids!: readonly string[];
  /** Rows by table. */
  @Column('jsonb') erased!: Readonly<Record<string, number>>;
  @Column('jsonb') authorizations!: SettledAuthorizations;
  @Column('jsonb') scan!: ScanState;
  @Column('text', { nullable: true }) leaseOwner!: string | null;
  @Column('timestamptz', { nullable: true }) leaseUntil!: Date | null;
  /** When to look for what was under way; null once that is done. */
  @Column('timestamptz', { nullable: true }) secondLookAt!: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) requestedAt!: Date;
  @Column('timestamptz', { nullable: true }) finishedAt!: Date | null;
}
