import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { EventType } from '../../events/types/event-types.js';
import type { deliveryErrorCodes } from './webhook-sender.service.js';

/** What a test delivery tells of. */
export const testEventType = 'webhook.test';

/** `dead`: not taken for a day; `failed`: a test that was not taken. */
export const deliveryStatuses = ['pending', 'delivered', 'dead', 'failed'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** One try to hand a message over. */
export interface DeliveryAttempt {
  /** ISO 8601. */
  readonly at: string;
  readonly durationMs: number;
  /** HTTP status of the answer, if there was one. */
  readonly status: number | null;
  /** Why it was not taken; null when it was. */
  readonly errorCode: (typeof deliveryErrorCodes)[number] | null;
}

/** One event on its way to one webhook. */
@Entity('webhook_deliveries')
export class WebhookDelivery {
  @PrimaryColumn('text') id!: string;
  @Column('text') webhookId!: string;
  @Column('text') eventId!: string;
  @Column('text') eventType!: EventType | typeof testEventType;
  /** Id of what the event is about: deliveries of one resource to one webhook go in order, in a lane. */
  @Column('text') resource!: string;
  /** The body, byte for byte the same at each attempt. */
  @Column('text') payload!: string;
  @Column('text') status!: DeliveryStatus;
  /** Since it was made or replayed. */
  @Column('integer') attempts!: number;
  /** Since it was made or replayed. */
  @Column('timestamptz', { nullable: true }) firstAttemptAt!: Date | null;
  /** The last attempts, oldest first. */
  @Column('jsonb') history!: readonly DeliveryAttempt[];
  /** HTTP status of the last answer. */
  @Column('integer', { nullable: true }) lastStatus!: number | null;
  @Column('text', { nullable: true }) lastErrorCode!: string | null;
  @Column('timestamptz', { nullable: true }) nextAttemptAt!: Date | null;
  @Column('timestamptz', { nullable: true }) deliveredAt!: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
