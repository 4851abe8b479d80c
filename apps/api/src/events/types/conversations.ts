import { Type } from 'typebox';
import { eventData, eventGroup, idOf, oneOf } from './event-group.js';

const whose = { conversationId: idOf('conversation'), botId: idOf('bot'), endUserId: idOf('end user') };
const conversation = eventData(whose);

/** What happens to conversations; never what was said in them. */
export const conversationEvents = eventGroup({
  title: 'Conversations',
  subject: ['conversationId'],
  types: {
    'conversation.started': { title: 'A conversation has begun', data: conversation },
    'conversation.parked': {
      title: 'A conversation waits for an authorization',
      data: eventData({ ...whose, connectorId: Type.Optional(Type.String({ description: 'The system.' })) }),
    },
    'conversation.resumed': { title: 'A conversation goes on after it had waited', data: conversation },
    'conversation.ended': {
      title: 'A conversation has come to its end',
      data: eventData({
        ...whose,
        reason: oneOf(
          ['finished', 'restarted', 'deleted'],
          'Whether nothing is left to do, it was begun anew, or deleted.',
        ),
      }),
    },
  },
});
