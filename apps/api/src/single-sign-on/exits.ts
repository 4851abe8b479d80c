/** Every way in which single sign-on can end without a session; the sign-in page has the words. */
export type SingleSignOnExit =
  | 'not-configured'
  | 'unreachable'
  | 'over'
  | 'denied'
  | 'refused'
  | 'email-unverified'
  | 'domain-not-allowed'
  | 'account-protected'
  | 'not-a-member'
  | 'no-access'
  | 'deactivated';

/** Single sign-on has ended without a session. */
export class SingleSignOnExitError extends Error {
  override readonly name = 'SingleSignOnExitError';

  constructor(
    readonly exit: SingleSignOnExit,
    options?: ErrorOptions,
  ) {
    super(`single sign-on ended: ${exit}`, options);
  }
}
