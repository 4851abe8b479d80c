import { Type } from 'typebox';
import { eventData, eventGroup, idOf, text } from './event-group.js';

/** What members are told of, of the kinds that the workspace wants its webhooks to hear of too. */
export const noticeEvents = eventGroup({
  title: 'Notices',
  subject: ['noticeId'],
  types: {
    'notice.created': {
      title: 'Members were told of something',
      data: eventData({
        noticeId: idOf('notice'),
        kind: text('What it is about, such as `authorization-lost`.'),
        title: text('What has happened, in a line.'),
        body: text('What has happened, and what to do.'),
        botId: Type.Optional(idOf('bot that it is about')),
      }),
    },
  },
});
