import { Type } from 'typebox';
import { eventData, eventGroup, idOf, oneOf, text } from './event-group.js';

const whose = {
  botId: Type.Optional(idOf('bot')),
  actionId: Type.Optional(idOf('action')),
  connectorId: text('The id of its connector.'),
  subject: oneOf(
    ['shared', 'end-user', 'member'],
    "Whom the authorization is for; without a bot `shared` is the auth profile's own.",
  ),
  authProfileId: idOf('auth profile'),
  endUserId: Type.Optional(idOf('end user, for `end-user`')),
  memberId: Type.Optional(idOf('member, for `member`')),
};

const request = eventData({
  authorizationRequestId: idOf('authorization request'),
  ...whose,
  conversationId: Type.Optional(idOf('conversation that waits for it')),
  effectId: Type.Optional(text('What in the conversation waits for it.')),
  authorizationId: Type.Optional(idOf('authorization, once completed')),
  accountName: Type.Optional(Type.Union([Type.String(), Type.Null()], { description: 'Whose account it is.' })),
  reason: Type.Optional(text('Why it ended: a code.')),
  message: Type.Optional(text('Why it ended, in words.')),
});

/** What happens to requests to authorize. */
export const authorizationRequestEvents = eventGroup({
  title: 'Requests to authorize',
  subject: ['authorizationRequestId'],
  types: {
    'authorization-request.completed': { title: 'Somebody has authorized', data: request },
    'authorization-request.proof-requested': {
      title: 'A code is asked for, to prove who authorized',
      data: request,
    },
    'authorization-request.interrupted': { title: 'An attempt to authorize was interrupted', data: request },
    'authorization-request.denied': { title: 'Somebody did not allow access', data: request },
    'authorization-request.expired': { title: 'A link was not used in time', data: request },
    'authorization-request.failed': { title: 'An attempt to authorize failed', data: request },
    'authorization-request.cancelled': { title: 'A request was withdrawn', data: request },
  },
});

const authorization = eventData({ authorizationId: idOf('authorization'), ...whose });

/** What happens to authorizations. */
export const authorizationEvents = eventGroup({
  title: 'Authorizations',
  subject: ['authorizationId'],
  types: {
    'authorization.activated': { title: 'An authorization can be used', data: authorization },
    'authorization.needs-reauthorization': { title: 'An authorization no longer works', data: authorization },
    'authorization.revoked': { title: 'An authorization was revoked', data: authorization },
  },
});
