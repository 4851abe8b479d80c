import { eventTypes, type EventType } from '../events/types/event-types.js';
import { AnswerField, TextField, TextListField } from '../http/fields.js';
import { testEventType, type Webhook, type WebhookDelivery } from './webhook.entity.js';
import { deliveryErrorCodes } from './webhook-sender.service.js';

const text = { type: 'string' } as const;
const time = { type: 'string', format: 'date-time' } as const;
const optionalTime = { type: ['string', 'null'], format: 'date-time' } as const;

/** Body of making a webhook. */
export class CreateWebhookDto {
  @TextField({ max: 2_000, example: 'https://bots.example.com/attache' }) readonly url!: string;
  @TextListField({ optional: true, values: eventTypes, description: 'What it is told of; everything when left out.' })
  readonly eventTypes?: EventType[];
  @TextField({ optional: true, min: 0, max: 1_000 }) readonly description?: string;
}

/** A webhook as it is shown: never its secret. */
export class WebhookView {
  @AnswerField(text) readonly id!: string;
  @AnswerField({ ...text, format: 'uri' }) readonly url!: string;
  @AnswerField({ type: ['array', 'null'], items: { ...text, enum: [...eventTypes] }, description: 'Null: everything.' })
  readonly eventTypes!: readonly EventType[] | null;
  @AnswerField(text) readonly description!: string;
  @AnswerField(time) readonly createdAt!: string;
}

/** A webhook that has just been made. */
export class CreatedWebhookView extends WebhookView {
  @AnswerField({ ...text, description: 'Verifies signatures (Standard Webhooks); it is shown this once.' })
  readonly secret!: string;
}

/** One event on its way to one webhook. */
export class DeliveryView {
  @AnswerField(text) readonly id!: string;
  @AnswerField({ ...text, description: 'Sent as `webhook-id`: the same at each attempt and replay.' })
  readonly eventId!: string;
  @AnswerField({ ...text, enum: [...eventTypes, testEventType] }) readonly eventType!: string;
  @AnswerField({ ...text, enum: ['pending', 'delivered', 'failed'] }) readonly status!: string;
  @AnswerField({ type: 'integer' }) readonly attempts!: number;
  @AnswerField({ type: ['integer', 'null'], description: 'HTTP status of the last answer.' })
  readonly lastStatus!: number | null;
  @AnswerField({ type: ['string', 'null'], enum: [...deliveryErrorCodes, null] })
  readonly lastErrorCode!: string | null;
  @AnswerField(optionalTime) readonly nextAttemptAt!: string | null;
  @AnswerField(optionalTime) readonly deliveredAt!: string | null;
  @AnswerField(time) readonly createdAt!: string;
}

/** What is shown of a webhook. */
export function toWebhookView({ id, url, eventTypes: types, description, createdAt }: Webhook): WebhookView {
  return { id, url, eventTypes: types, description, createdAt: createdAt.toISOString() };
}

/** What is shown of a delivery. */
export function toDeliveryView(delivery: WebhookDelivery): DeliveryView {
  const { id, eventId, eventType, status, attempts, lastStatus, lastErrorCode } = delivery;
  return {
    ...{ id, eventId, eventType, status, attempts, lastStatus, lastErrorCode },
    nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
    deliveredAt: delivery.deliveredAt?.toISOString() ?? null,
    createdAt: delivery.createdAt.toISOString(),
  };
}
