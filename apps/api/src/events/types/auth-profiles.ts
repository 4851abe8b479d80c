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
        name: Type.String({ description: 'Name of the profile.' }),
        roles: Type.Array(Type.String(), { description: 'The roles that may use it from now on.' }),
      }),
    },
    'auth-profile.changed': {
      title: 'An auth profile has another client or other addresses: what was authorized with it ends',
      data: eventData({
        authProfileId: idOf('auth profile'),
        name: Type.String({ description: 'Name of the profile.' }),
      }),
    },
    'auth-profile.revoked': {
      title: 'Everything of an auth profile was revoked, and it was stopped',
      data: eventData({
        authProfileId: idOf('auth profile'),
        name: Type.String({ description: 'Name of the profile.' }),
        botIds: Type.Array(Type.String(), { description: 'The bots that work with it.' }),
      }),
    },
    'auth-profile.resumed': {
      title: 'An auth profile that was stopped may be used again',
      data: eventData({
        authProfileId: idOf('auth profile'),
        name: Type.String({ description: 'Name of the profile.' }),
      }),
    },
  },
});
