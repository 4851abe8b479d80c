import type { EventType } from '../workspace.queries.ts';

/** Everything that a webhook can be told of; the types keep the list whole. */
export const eventWords: Readonly<Record<EventType, string>> = {
  'authorization-request.completed': 'Somebody has authorized',
  'authorization-request.proof-requested': 'A code is asked for, to prove who authorized',
  'authorization-request.interrupted': 'An attempt to authorize was interrupted',
  'authorization-request.denied': 'Somebody did not allow access',
  'authorization-request.expired': 'A link was not used in time',
  'authorization-request.failed': 'An attempt to authorize failed',
  'authorization-request.cancelled': 'A request was withdrawn',
  'authorization.activated': 'An authorization can be used',
  'authorization.needs-reauthorization': 'An authorization no longer works',
  'authorization.revoked': 'An authorization was revoked',
  'action.enabled': 'An action was enabled',
  'action.disabled': 'An action was disabled',
  'action.failed': 'An action no longer works',
  'action.recovered': 'An action works again',
};

/** The event types by what they are about. */
export const eventGroups = [
  { title: 'Requests to authorize', types: typesOf('authorization-request.') },
  { title: 'Authorizations', types: typesOf('authorization.') },
  { title: 'Actions', types: typesOf('action.') },
] as const;

function typesOf(prefix: string): readonly EventType[] {
  return (Object.keys(eventWords) as EventType[]).filter((type) => type.startsWith(prefix));
}
