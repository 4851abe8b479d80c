import { eventTypes } from '../../events/types/event-types.js';
import { AnswerField, AnswerObjectField, ChoiceField, TimeField } from '../../http/fields.js';
import { PageQuery } from '../../http/pages.js';
import { deliveryStatuses, testEventType, type DeliveryStatus, type WebhookDelivery } from './delivery.entity.js';
import type { TestDelivery } from './deliveries.service.js';
import { deliveryErrorCodes } from './webhook-sender.service.js';

const text = { type: 'string' } as const;
const count = { type: 'integer' } as const;
const time = { type: 'string', format: 'date-time' } as const;
const optionalTime = { type: ['string', 'null'], format: 'date-time' } as const;
const httpStatus = { type: ['integer', 'null'], description: 'HTTP status of the answer.' } as const;
const errorCode = { type: ['string', 'null'], enum: [...deliveryErrorCodes, null] } as const;
const headers = { type: 'object', additionalProperties: { type: 'string' } } as const;

/** Which deliveries are listed. */
export class DeliveriesQuery extends PageQuery {
  @ChoiceField(deliveryStatuses, { optional: true }) readonly status?: DeliveryStatus;
}

/** Which dead deliveries are sent again. */
export class ReplayDeadDto {
  @TimeField({ optional: true, description: 'Those of events since then; all that are kept when left out.' })
  readonly since?: string;
}

/** How many deliveries are sent again. */
export class ReplayedView {
  @AnswerField(count) readonly count!: number;
}

/** One event on its way to one webhook. */
export class DeliveryView {
  @AnswerField(text) readonly id!: string;
  @AnswerField({ ...text, description: 'Sent as `webhook-id`: the same at each attempt and replay.' })
  readonly eventId!: string;
  @AnswerField({ ...text, enum: [...eventTypes, testEventType] }) readonly eventType!: string;
  @AnswerField({ ...text, description: 'Id of what it is about: what is about one resource is sent in order.' })
  readonly resource!: string;
  @AnswerField({
    ...{ ...text, enum: [...deliveryStatuses] },
    description: '`dead`: not taken for a day, or the receiver is gone; `failed`: a test that was not taken.',
  })
  readonly status!: DeliveryStatus;
  @AnswerField({ ...count, description: 'Since it was made or sent again.' }) readonly attempts!: number;
  @AnswerField({ ...httpStatus, description: 'HTTP status of the last answer.' }) readonly lastStatus!: number | null;
  @AnswerField({ ...errorCode, description: 'Why the last attempt did not succeed.' })
  readonly lastErrorCode!: string | null;
  @AnswerField({ ...optionalTime, description: 'Null while an earlier one of the resource is ahead of it.' })
  readonly nextAttemptAt!: string | null;
  @AnswerField(optionalTime) readonly deliveredAt!: string | null;
  @AnswerField(time) readonly createdAt!: string;
}

/** One try to hand a message over. */
export class DeliveryAttemptView {
  @AnswerField(time) readonly at!: string;
  @AnswerField(count) readonly durationMs!: number;
  @AnswerField(httpStatus) readonly status!: number | null;
  @AnswerField({ ...errorCode, description: 'Why it was not taken; null when it was.' })
  readonly errorCode!: string | null;
}

/** A delivery with what is sent and each try. */
export class DeliveryDetailView extends DeliveryView {
  @AnswerField({ ...text, description: 'The body, as it is signed.' }) readonly payload!: string;
  @AnswerObjectField(() => DeliveryAttemptView, { isList: true, description: 'The last 30, oldest first.' })
  readonly history!: readonly DeliveryAttemptView[];
}

/** What was sent. */
export class SentMessageView {
  @AnswerField(headers) readonly headers!: Readonly<Record<string, string>>;
  @AnswerField(text) readonly body!: string;
}

/** What the receiver answered. */
export class ReceivedAnswerView {
  @AnswerField({ ...headers, description: 'Its content type.' }) readonly headers!: Readonly<Record<string, string>>;
  @AnswerField({ ...text, description: 'The first 2,000 characters.' }) readonly body!: string;
}

/** A test, with the whole exchange. */
export class TestDeliveryView extends DeliveryDetailView {
  @AnswerObjectField(() => SentMessageView) readonly sent!: SentMessageView;
  @AnswerObjectField(() => ReceivedAnswerView, { nullable: true }) readonly answer!: ReceivedAnswerView | null;
}

/** What is shown of a delivery. */
export function toDeliveryView(delivery: WebhookDelivery): DeliveryView {
  const { id, eventId, eventType, resource, status, attempts, lastStatus, lastErrorCode } = delivery;
  return {
    ...{ id, eventId, eventType, resource, status, attempts, lastStatus, lastErrorCode },
    nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
    deliveredAt: delivery.deliveredAt?.toISOString() ?? null,
    createdAt: delivery.createdAt.toISOString(),
  };
}

/** All that is shown of a delivery. */
export function toDeliveryDetailView(delivery: WebhookDelivery): DeliveryDetailView {
  return { ...toDeliveryView(delivery), payload: delivery.payload, history: delivery.history };
}

/** What is shown of a test. */
export function toTestDeliveryView({ delivery, outcome }: TestDelivery): TestDeliveryView {
  const sent = { headers: outcome.requestHeaders, body: delivery.payload };
  return { ...toDeliveryDetailView(delivery), sent, answer: outcome.answer ?? null };
}
