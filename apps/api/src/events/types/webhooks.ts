import { Type } from 'typebox';
import { eventData, eventGroup, idOf, oneOf, text } from './event-group.js';

/** What happens to webhooks; the webhook that it happens to is not told of it. */
export const webhookEvents = eventGroup({
  title: 'Webhooks',
  subject: ['webhookId'],
  types: {
    'webhook.delivery-failed': {
      title: 'A webhook takes no messages: told once until it recovers',
      data: eventData({
        webhookId: idOf('webhook'),
        deliveryId: idOf('delivery that was not taken'),
        eventType: text('What it tells of.'),
        isGivenUp: Type.Boolean({ description: 'Whether the delivery is given up; else it is sent again.' }),
        lastStatus: Type.Union([Type.Integer(), Type.Null()], { description: 'HTTP status of the last answer.' }),
        errorCode: text('Why it was not taken.'),
      }),
    },
    'webhook.recovered': {
      title: 'A webhook takes messages again, after it was told that it takes none',
      data: eventData({ webhookId: idOf('webhook') }),
    },
    'webhook.disabled': {
      title: 'A webhook was disabled: by somebody, or by itself',
      data: eventData({
        webhookId: idOf('webhook'),
        reason: oneOf(
          ['member', 'gone', 'failing'],
          'Somebody disabled it, its receiver wants no more messages (410), or took none for days.',
        ),
      }),
    },
    'webhook.enabled': {
      title: 'A webhook was enabled again',
      data: eventData({ webhookId: idOf('webhook') }),
    },
    'webhook.deleted': { title: 'A webhook was deleted', data: eventData({ webhookId: idOf('webhook') }) },
  },
});
