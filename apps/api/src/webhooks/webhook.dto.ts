import { eventTypes, type EventType } from '../events/types/event-types.js';
import { AnswerField, BooleanField, IntegerField, TextField, TextListField } from '../http/fields.js';
import { disabledReasons, type Webhook } from './webhook.entity.js';
import type { Backlog } from './webhook-health.service.js';

const text = { type: 'string' } as const;
const count = { type: 'integer' } as const;
const time = { type: 'string', format: 'date-time' } as const;
const optionalTime = { type: ['string', 'null'], format: 'date-time' } as const;
const told = 'What it is told of; everything, now and later, when left out.';

/** Body of making a webhook. */
export class CreateWebhookDto {
  @TextField({ max: 2_000, example: 'https://bots.example.com/attache' }) readonly url!: string;
  @TextListField({ optional: true, values: eventTypes, description: told }) readonly eventTypes?: EventType[];
  @TextField({ optional: true, min: 0, max: 1_000 }) readonly description?: string;
}

/** Body of changing a webhook: what is left out stays. */
export class UpdateWebhookDto {
  @TextField({ optional: true, max: 2_000 }) readonly url?: string;
  @TextListField({ optional: true, nullable: true, values: eventTypes, description: 'Null: everything.' })
  readonly eventTypes?: EventType[] | null;
  @TextField({ optional: true, min: 0, max: 1_000 }) readonly description?: string;
  @BooleanField({
    optional: true,
    description: 'What happens while it is disabled is not told later; what waits, waits.',
  })
  readonly isEnabled?: boolean;
  @IntegerField({
    optional: true,
    min: 1,
    description: 'The version that was read; another one in between answers `version-conflict`.',
  })
  readonly version?: number;
}

const healths = ['unused', 'healthy', 'failing', 'disabled'] as const;

/** A webhook as it is shown: never its secret. */
export class WebhookView {
  @AnswerField(text) readonly id!: string;
  @AnswerField({ ...text, format: 'uri' }) readonly url!: string;
  @AnswerField({ type: ['array', 'null'], items: { ...text, enum: [...eventTypes] }, description: 'Null: everything.' })
  readonly eventTypes!: readonly EventType[] | null;
  @AnswerField(text) readonly description!: string;
  @AnswerField({ type: 'boolean' }) readonly isEnabled!: boolean;
  @AnswerField({
    ...{ type: ['string', 'null'], enum: [...disabledReasons, null] },
    description: 'By a member; `gone`: its receiver answered 410; `failing`: it took nothing for five days.',
  })
  readonly disabledReason!: Webhook['disabledReason'];
  @AnswerField({ ...text, enum: [...healths], description: '`unused`: nothing was taken yet.' })
  readonly health!: (typeof healths)[number];
  @AnswerField({ ...optionalTime, description: 'When it first did not take a message, since it last took all.' })
  readonly failingSince!: string | null;
  @AnswerField({ ...optionalTime, description: 'Right to a minute.' }) readonly lastDeliveredAt!: string | null;
  @AnswerField({ ...count, description: 'Deliveries that wait.' }) readonly pendingCount!: number;
  @AnswerField({ ...count, description: 'Deliveries that were given up; they can be sent again for 30 days.' })
  readonly deadCount!: number;
  @AnswerField({ ...optionalTime, description: 'Until when messages are signed with the secret before as well.' })
  readonly previousSecretUntil!: string | null;
  @AnswerField(count) readonly version!: number;
  @AnswerField(time) readonly createdAt!: string;
}

/** A webhook that has just been made. */
export class CreatedWebhookView extends WebhookView {
  @AnswerField({ ...text, description: 'Verifies signatures (Standard Webhooks); it is shown this once.' })
  readonly secret!: string;
}

/** What is shown of a webhook. */
export function toWebhookView(webhook: Webhook, backlog: Backlog = { pending: 0, dead: 0 }): WebhookView {
  const { id, url, eventTypes: types, description, isEnabled, disabledReason, version } = webhook;
  const isOverlapping = webhook.previousSecretUntil !== null && webhook.previousSecretUntil > new Date();
  return {
    ...{ id, url, eventTypes: types, description, isEnabled, disabledReason },
    health: healthOf(webhook),
    failingSince: webhook.failingSince?.toISOString() ?? null,
    lastDeliveredAt: webhook.lastDeliveredAt?.toISOString() ?? null,
    ...{ pendingCount: backlog.pending, deadCount: backlog.dead },
    previousSecretUntil: isOverlapping ? (webhook.previousSecretUntil?.toISOString() ?? null) : null,
    ...{ version, createdAt: webhook.createdAt.toISOString() },
  };
}

function healthOf({ isEnabled, failingSince, lastDeliveredAt }: Webhook): WebhookView['health'] {
  if (!isEnabled) return 'disabled';
  if (failingSince !== null) return 'failing';
  return lastDeliveredAt === null ? 'unused' : 'healthy';
}
