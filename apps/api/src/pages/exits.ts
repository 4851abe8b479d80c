/** How a page looks at first glance: good news, plain news, a warning, a refusal, or time that ran out. */
export type Tone = 'success' | 'info' | 'warning' | 'danger' | 'clock';

/** What a person can do next; the texts say it in words. */
export type NextStep =
  | 'go-back'
  | 'ask-for-new-link'
  | 'ask-for-new-link-later'
  | 'allow-all'
  | 'other-account'
  | 'tell-administrator'
  | 'tell-administrator-now'
  | 'same-browser'
  | 'finish-there'
  | 'open-whole-link'
  | 'open-link-again'
  | 'reload'
  | 'wait'
  | 'ignore';

/** One way in which a visit can end. */
export interface Exit {
  /** HTTP status where the page is the answer itself, and not the calm account of something that ended before. */
  readonly status: number;
  readonly tone: Tone;
  readonly steps: readonly NextStep[];
  /** Whether the plain-English message that was stored with the ending says more than the page does. */
  readonly hasMessage?: boolean;
}

/** Every page that ends a visit: the only list of them. Each has its words in every language. */
export const exits = {
  authorized: { status: 200, tone: 'success', steps: ['go-back'] },
  'already-used': { status: 410, tone: 'info', steps: ['go-back', 'ask-for-new-link'] },
  'access-denied': { status: 200, tone: 'info', steps: ['go-back', 'ask-for-new-link'] },
  'not-me': { status: 200, tone: 'success', steps: ['ignore'] },
  withdrawn: { status: 410, tone: 'info', steps: ['go-back', 'ask-for-new-link'] },
  'profile-stopped': { status: 410, tone: 'info', steps: ['go-back', 'tell-administrator'] },
  expired: { status: 410, tone: 'clock', steps: ['ask-for-new-link'] },
  'provider-error': {
    status: 502,
    tone: 'danger',
    steps: ['ask-for-new-link', 'tell-administrator'],
    hasMessage: true,
  },
  'provider-unavailable': { status: 503, tone: 'warning', steps: ['ask-for-new-link-later'] },
  'grant-rejected': { status: 502, tone: 'warning', steps: ['ask-for-new-link', 'tell-administrator'] },
  'profile-misconfigured': { status: 502, tone: 'danger', steps: ['tell-administrator-now'] },
  'issuer-mismatch': { status: 400, tone: 'danger', steps: ['ask-for-new-link', 'tell-administrator'] },
  'scope-insufficient': { status: 403, tone: 'warning', steps: ['allow-all'], hasMessage: true },
  'account-not-usable': {
    status: 403,
    tone: 'warning',
    steps: ['other-account', 'tell-administrator'],
    hasMessage: true,
  },
  'action-changed': { status: 409, tone: 'info', steps: ['ask-for-new-link'] },
  'credential-attempts-exhausted': { status: 403, tone: 'danger', steps: ['ask-for-new-link'] },
  'code-attempts-exhausted': { status: 403, tone: 'danger', steps: ['ask-for-new-link'] },
  'proof-expired': { status: 410, tone: 'clock', steps: ['ask-for-new-link'] },
  'another-person': { status: 403, tone: 'danger', steps: ['ignore'] },
  internal: { status: 500, tone: 'danger', steps: ['ask-for-new-link', 'tell-administrator'] },
  'wrong-browser': { status: 403, tone: 'warning', steps: ['same-browser'] },
  'answer-refused': { status: 400, tone: 'danger', steps: ['open-link-again', 'tell-administrator'] },
  'callback-invalid': { status: 400, tone: 'warning', steps: ['open-link-again'] },
  'link-unknown': { status: 404, tone: 'warning', steps: ['open-whole-link', 'ask-for-new-link'] },
  'page-unknown': { status: 404, tone: 'warning', steps: ['open-whole-link'] },
  'chat-unknown': { status: 404, tone: 'warning', steps: ['open-whole-link'] },
  'too-many-attempts': { status: 429, tone: 'clock', steps: ['wait'] },
  'attempts-used-up': { status: 429, tone: 'warning', steps: ['ask-for-new-link'] },
  'in-progress': { status: 200, tone: 'info', steps: ['reload'] },
  unfinished: { status: 200, tone: 'info', steps: ['open-link-again'] },
  elsewhere: { status: 409, tone: 'info', steps: ['finish-there'] },
  'form-refused': { status: 403, tone: 'warning', steps: ['open-link-again'] },
  'set-up-done': { status: 200, tone: 'info', steps: [] },
} as const satisfies Record<string, Exit>;

export type ExitName = keyof typeof exits;
