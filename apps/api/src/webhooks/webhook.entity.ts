import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { EventType } from '../events/types/event-types.js';

/** What a test delivery tells of. */
export const testEventType = 'webhook.test';

export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

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
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}

/** One event on its way to one webhook. */
@Entity('webhook_deliveries')
export class WebhookDelivery {
  @PrimaryColumn('text') id!: string;
  @Column('text') webhookId!: string;
  @Column('text') eventId!: string;
  @Column('text') eventType!: EventType | typeof testEventType;
  /** Id of what the event is about: deliveries of one resource to one webhook go in order. */
  @Column('text') resource!: string;
  /** The body, byte for byte the same at each attempt. */
  @Column('text') payload!: string;
  @Column('text') status!: DeliveryStatus;
  /** Since it was made or replayed. */
  @Column('integer') attempts!: number;
  /** HTTP status of the last answer. */
  @Column('integer', { nullable: true }) lastStatus!: number | null;
  @Column('text', { nullable: true }) lastErrorCode!: string | null;
  @Column('timestamptz', { nullable: true }) nextAttemptAt!: Date | null;
  @Column('timestamptz', { nullable: true }) deliveredAt!: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
