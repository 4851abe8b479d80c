import { Type } from 'typebox';
import { eventData, eventGroup, idOf } from './event-group.js';

/** What happens to auth profiles. */
export const authProfileEvents = eventGroup({
  title: 'Auth profiles',
  subject: ['authProfileId'],
  types: {
    'auth-profile.role-invited': {
      title: 'Roles were invited to an auth profile',
      data: eventData({
        authProfileId: idOf('auth profile'),
        roles: Type.Array(Type.String(), { description: 'The roles that may use it from now on.' }),
      }),
    },
    'auth-profile.revoked': {
      title: 'Everything of an auth profile was revoked',
      data: eventData({ authProfileId: idOf('auth profile') }),
    },
  },
});
