import { Type } from 'typebox';
import { eventData, eventGroup, idOf, text } from './event-group.js';

const member = eventData({ memberId: idOf('member') });
const roles = Type.Array(Type.String(), { description: 'Names of their roles.' });

/** What happens to members: ids and roles, never a link or an e-mail address. */
export const memberEvents = eventGroup({
  title: 'Members',
  subject: ['memberId', 'invitationId'],
  types: {
    'member.invited': {
      title: 'Somebody was invited',
      data: eventData({ invitationId: idOf('invitation'), roles }),
    },
    'member.joined': {
      title: 'Somebody has joined',
      data: eventData({ memberId: idOf('member'), roles }),
    },
    'member.changed': { title: 'Name or roles of a member were changed', data: member },
    'member.deactivated': { title: 'A member was deactivated', data: member },
    'member.removed': { title: 'A member was removed', data: member },
    'member.signed-in': {
      title: 'A member has signed in',
      data: eventData({
        memberId: idOf('member'),
        sessionId: idOf('session'),
        method: text('How: `password` or `sso`.'),
        address: text('From which network address.'),
        userAgent: text('With which browser, as it names itself.'),
      }),
    },
  },
});
