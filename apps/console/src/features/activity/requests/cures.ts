import type { AuthorizationRequest } from '../activity.queries.ts';

/** Why a request ended -> what to do now; nothing where all is well. */
export const cures: Readonly<Record<NonNullable<AuthorizationRequest['reason']>, string | undefined>> = {
  authorized: undefined,
  'access-denied': 'Nothing, if it was meant. The bot asks again when the person wants the same once more.',
  'not-me': 'Find out why somebody else got the link. Nothing was connected.',
  withdrawn: 'Nothing. When it is needed again, the bot sends a new link.',
  'profile-stopped':
    'Nothing, unless the auth profile is resumed: then the bot sends a new link when it is asked again.',
  expired: 'Have the person ask the bot again: they get a new link.',
  'provider-error': 'Test the auth profile: it shows what the provider answers.',
  'provider-unavailable': 'Wait until the system can be reached again; then a new link works.',
  'grant-rejected': 'Have the person begin again with a new link. If it goes on, test the auth profile.',
  'profile-misconfigured': 'Test the auth profile, and correct its client ID, secret or URLs.',
  'issuer-mismatch':
    'Correct the issuer in the auth profile. If it is right, somebody mixed up two providers: tell your security team.',
  'scope-insufficient':
    'Let the app at the provider grant every scope of the auth profile, then have the person begin again.',
  'account-not-usable': 'Sign in with an account that may use the API of the system.',
  'action-changed': 'The action was changed meanwhile: a new link follows its new settings.',
  'credential-attempts-exhausted':
    'Have the person look up what the system gave them, and begin again with a new link.',
  'code-attempts-exhausted': 'Have the person begin again with a new link, and type the code that the last page shows.',
  'proof-expired': 'Have the person begin again, and type the code within ten minutes.',
  'another-person': 'Find out who used the link. Nothing was connected; the tokens are revoked.',
  internal: "Look into the server's log for the request that the message names.",
};

/** The steps of a request in words. */
export const stepWords: Readonly<Record<string, string>> = {
  created: 'The link was made',
  opened: 'The link was opened',
  continued: 'Went on to sign in',
  returned: 'Came back from the provider',
  'credentials-refused': 'The system did not accept what was entered',
  exchanged: 'Tokens were received',
  'choice-asked': 'Something has to be chosen',
  chosen: 'It was chosen',
  'proof-asked': 'A code was asked for, to prove who it was',
  'code-wrong': 'A wrong code was typed',
  interrupted: 'It was interrupted',
  ended: 'It ended',
};
