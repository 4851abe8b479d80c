import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EventType } from './types/event-types.js';

/** Something that has happened; `data` never holds a secret. */
@Entity('events')
export class DomainEvent {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') type!: EventType;
  /** The id of the resource that it is about; its own where it is about none. */
  @Column('text') subject!: string;
  @Column('jsonb') data!: Readonly<Record<string, unknown>>;
  @Column('timestamptz') occurredAt!: Date;
}
