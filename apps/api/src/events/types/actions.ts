import { Type } from 'typebox';
import { eventData, eventGroup, idOf, text } from './event-group.js';

const action = eventData({
  actionId: idOf('action'),
  botId: idOf('bot'),
  connectorId: text('The id of its connector.'),
  errorCode: Type.Union([Type.String(), Type.Null()], { description: 'Why it does not work; null when it does.' }),
});

/** What happens to actions of bots. */
export const actionEvents = eventGroup({
  title: 'Actions',
  subject: ['actionId'],
  types: {
    'action.enabled': { title: 'An action was enabled', data: action },
    'action.disabled': { title: 'An action was disabled', data: action },
    'action.failed': { title: 'An action no longer works', data: action },
    'action.recovered': { title: 'An action works again', data: action },
  },
});
