/** Why an action does not work, or soon will not, in words for its designer. */
export interface ActionFault {
  readonly code: string;
  readonly message: string;
  readonly cure: string;
}

const again = 'Authorize the action again: the same authorization goes on, and nothing else has to be set up anew.';

/** Code -> what happened, and what to do next. */
const words: Readonly<Record<string, Omit<ActionFault, 'code'>>> = {
  'authorization-lost': { message: 'The system no longer accepts the shared authorization.', cure: again },
  'authorization-revoked': { message: 'The shared authorization was revoked.', cure: again },
  'token-grant-rejected': { message: 'The provider gave no new token: it has ended the authorization.', cure: again },
  'token-expired': {
    message: 'The access token has expired, and the provider gave none to refresh it with.',
    cure: again,
  },
  'token-rejected': { message: 'The system refuses the access token, also a fresh one.', cure: again },
  'registration-changed': {
    message: 'The auth profile has another client or other addresses now.',
    cure: again,
  },
  'token-request-misconfigured': {
    message: 'The provider refuses the auth profile.',
    cure: 'Test the auth profile: its client id, its secret or its token URL is wrong.',
  },
  'token-endpoint-unavailable': {
    message: 'The provider gave no new token when it was asked last.',
    cure: 'Nothing needs to be done: it is asked again by itself. When this stays, look at the status page of the system.',
  },
};

/** What is told of a code; a code that nobody has words for is told as it is. */
export function actionFaultOf(code: string | null | undefined): ActionFault | null {
  if (code == null) return null;
  const known = Object.hasOwn(words, code) ? words[code] : undefined;
  return { code, ...(known ?? { message: `The action does not work: ${code}.`, cure: again }) };
}
