/** How single sign-on has ended, and what helps. */
interface ExitWords {
  readonly title: string;
  readonly cure: string;
}

const words: Readonly<Record<string, ExitWords>> = {
  'not-configured': {
    title: 'Single sign-on is not set up',
    cure: 'Sign in with your password, or ask an administrator.',
  },
  unreachable: {
    title: 'The identity provider does not answer',
    cure: 'Try again in a moment. If it goes on, tell an administrator; owners can sign in with their password.',
  },
  over: {
    title: 'Signing in was not finished in time',
    cure: 'It took more than ten minutes, or was finished in another browser or a second time. Begin once more.',
  },
  denied: { title: 'Signing in was cancelled', cure: 'The identity provider was told not to go on. Begin once more.' },
  refused: {
    title: 'The identity provider’s answer was not accepted',
    cure: 'Begin once more. If it goes on, an administrator should test single sign-on in the settings.',
  },
  'email-unverified': {
    title: 'Your e-mail address is not verified',
    cure: 'Have it verified at the identity provider, then begin once more.',
  },
  'domain-not-allowed': {
    title: 'Your e-mail address is of another organization',
    cure: 'Choose another account at the identity provider, or ask an administrator to allow the domain.',
  },
  'account-protected': {
    title: 'This account signs in with its password',
    cure: 'It holds more than single sign-on may open, or somebody else at the provider has it. Use the password.',
  },
  'not-a-member': {
    title: 'You are not a member here yet',
    cure: 'Ask an administrator to invite you, then begin once more.',
  },
  'no-access': {
    title: 'None of your groups has a role here',
    cure: 'Ask an administrator which group to join, or for a role.',
  },
  deactivated: { title: 'Your account is deactivated', cure: 'Ask an administrator to activate it.' },
  'too-many-attempts': { title: 'Too many attempts', cure: 'Wait five minutes, then begin once more.' },
};

/** What to tell of an exit, also of one that this console does not know. */
export function exitWords(exit: string): ExitWords {
  return words[exit] ?? { title: 'Signing in did not work', cure: 'Begin once more.' };
}
