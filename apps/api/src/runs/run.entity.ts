import type { HttpTrace } from '#connectors';
import { Column, Entity, IsNull, Not, Or, PrimaryColumn, type FindOptionsWhere } from 'typeorm';

export const runStatuses = ['running', 'succeeded', 'failed', 'outcome-unknown'] as const;
export type RunStatus = (typeof runStatuses)[number];

const authorizationRequired = 'authorization-required';
export const shownRunStatuses = [...runStatuses, authorizationRequired] as const;
export type ShownRunStatus = (typeof shownRunStatuses)[number];

/** One execution of an operation. Input and output are sealed, and kept only where a repeated request needs them. */
@Entity('runs')
export class Run {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') botId!: string;
  @Column('text') connectorId!: string;
  @Column('text') operation!: string;
  @Column('text') source!: 'api' | 'dialog';
  /** Id of the member, API key or conversation. */
  @Column('text') callerId!: string;
  @Column('text', { nullable: true }) endUserId!: string | null;
  /** The member who ran it as themselves. */
  @Column('text', { nullable: true }) memberId!: string | null;
  @Column('text', { nullable: true }) conversationId!: string | null;
  @Column('text', { nullable: true }) authorizationId!: string | null;
  @Column('text') status!: RunStatus;
  @Column('text', { nullable: true }) errorCode!: string | null;
  @Column('text', { nullable: true }) errorMessage!: string | null;
  @Column('jsonb') trace!: readonly HttpTrace[];
  @Column('text', { nullable: true }) idempotencyKey!: string | null;
  /** SHA-256 over operation, end user and input. */
  @Column('text', { nullable: true }) fingerprint!: string | null;
  /** The process that carries it out. */
  @Column('bigint', { nullable: true }) owner!: string | null;
  @Column('text', { nullable: true }) inputSealed!: string | null;
  @Column('text', { nullable: true }) outputSealed!: string | null;
  @Column('timestamptz') startedAt!: Date;
  @Column('timestamptz', { nullable: true }) finishedAt!: Date | null;
}

/** How a run is shown: one that only found that somebody must authorize first has done nothing, and has not failed. */
export function shownStatusOf({ status, errorCode }: Pick<Run, 'status' | 'errorCode'>): ShownRunStatus {
  return status === 'failed' && errorCode === authorizationRequired ? authorizationRequired : status;
}

/** The columns by which runs are found that are shown with a status. */
export function whereShownAs(status: ShownRunStatus): FindOptionsWhere<Run> {
  if (status === authorizationRequired) return { status: 'failed', errorCode: authorizationRequired };
  return status === 'failed' ? { status, errorCode: Or(IsNull(), Not(authorizationRequired)) } : { status };
}
