import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { EventType } from '../events/types/event-types.js';

/** Why a webhook is disabled: by somebody, by its receiver (410), or because it took nothing for days. */
export const disabledReasons = ['member', 'gone', 'failing'] as const;

/** An address that is told of what happens. */
@Entity('webhooks')
export class Webhook {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') url!: string;
  /** Null: all. */
  @Column('text', { array: true, nullable: true }) eventTypes!: EventType[] | null;
  @Column('text') description!: string;
  @Column('text') secretSealed!: string;
  /** The secret before the last change; messages are signed with it too, for a while. */
  @Column('text', { nullable: true }) previousSecretSealed!: string | null;
  @Column('timestamptz', { nullable: true }) previousSecretUntil!: Date | null;
  @Column('boolean') isEnabled!: boolean;
  @Column('text', { nullable: true }) disabledReason!: (typeof disabledReasons)[number] | null;
  /** When it first did not take a message, since it last took all. */
  @Column('timestamptz', { nullable: true }) failingSince!: Date | null;
  /** When it was told that it fails; once until it recovers. */
  @Column('timestamptz', { nullable: true }) failureToldAt!: Date | null;
  /** Right to a minute. */
  @Column('timestamptz', { nullable: true }) lastDeliveredAt!: Date | null;
  @Column('integer') version!: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}
