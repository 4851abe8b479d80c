import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Everything that can happen and that somebody may wait for. */
export const eventTypes = [
  'authorization-request.interrupted',
  'authorization-request.proof-requested',
  'authorization-request.completed',
  'authorization-request.denied',
  'authorization-request.expired',
  'authorization-request.failed',
  'authorization-request.cancelled',
  'authorization.activated',
  'authorization.needs-reauthorization',
  'authorization.revoked',
  'action.enabled',
  'action.disabled',
  'action.failed',
  'action.recovered',
] as const;

export type EventType = (typeof eventTypes)[number];

/** Something that has happened; `data` never holds a secret. */
@Entity('events')
export class DomainEvent {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') type!: EventType;
  @Column('jsonb') data!: Readonly<Record<string, unknown>>;
  @Column('timestamptz') occurredAt!: Date;
}
