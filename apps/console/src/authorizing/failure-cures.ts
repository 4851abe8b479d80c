/** Why a request ended without an authorization -> what a designer does next. */
const cures: Readonly<Record<string, (system: string) => string>> = {
  'access-denied': (system) => `Try again, and allow access at ${system}; or sign in there with another account.`,
  'not-me': () => 'Try again in the browser in which you are signed in here.',
  withdrawn: () => 'Begin again when you are ready.',
  'profile-stopped': () => 'The auth profile was stopped. Have whoever manages it resume it, and begin again.',
  expired: () => 'The link was open for too long. Begin again.',
  'provider-unavailable': (system) => `Try again in some minutes; look at the status page of ${system} if it goes on.`,
  'grant-rejected': () => 'Begin again: a code from the system can be used only once, and only for a short time.',
  'profile-misconfigured': () =>
    'Check the client ID, the secret and the callback URL of the auth profile, and test it.',
  'issuer-mismatch': () => 'Check the addresses and the issuer of the auth profile: another server answered.',
  'scope-insufficient': (system) =>
    `Allow everything that is asked for at ${system}, or let the auth profile ask for less.`,
  'account-not-usable': () => 'Sign in with another account, or with an organisation whose edition allows it.',
  'action-changed': () => 'The action was changed meanwhile. Begin again with what is set up now.',
  'credential-attempts-exhausted': (system) =>
    `Too much was entered that ${system} did not take. Look it up there, and begin again.`,
  'another-person': () => 'Sign in to this console in the browser in which you authorize.',
};

/** What to do after an authorization that did not come about. */
export function cureOf(reason: string | null, system: string): string {
  return cures[reason ?? '']?.(system) ?? 'Try again. If it goes on, look at the request under Activity.';
}
