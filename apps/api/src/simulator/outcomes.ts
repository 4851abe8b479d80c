/** What a simulated sign-in can come to, in the order in which it is offered. */
export const simulatedOutcomes = [
  'allowed',
  'denied',
  'wrong-person',
  'missing-scope',
  'expired-link',
  'provider-down',
  'slow',
  'token-revoked-later',
] as const;

export type SimulatedOutcome = (typeof simulatedOutcomes)[number];

/** What the sandbox is asked to do on one way. */
export interface SandboxPlan {
  readonly faults: readonly Readonly<Record<string, string | number>>[];
  readonly revokeAfterMs?: number;
}

interface Description {
  readonly title: string;
  readonly description: string;
  readonly plan?: SandboxPlan;
}

const slowMs = 6_000;
const revokedAfterMs = 10_000;

/** Each outcome in words, and what the sandbox does for it. */
export const outcomeDescriptions: Readonly<Record<SimulatedOutcome, Description>> = {
  allowed: { title: 'Allowed', description: 'The person logs in and allows access.' },
  denied: {
    title: 'Denied',
    description: 'The person logs in and denies access, whichever button is pressed.',
    plan: { faults: [{ kind: 'deny' }] },
  },
  'wrong-person': {
    title: 'Wrong person',
    description: 'Somebody else than who was asked finishes: the authorization is thrown away.',
  },
  'missing-scope': {
    title: 'Missing scope',
    description: 'The person grants less than the action needs.',
    plan: { faults: [{ kind: 'missing-scope' }] },
  },
  'expired-link': { title: 'Expired link', description: 'The link counts as expired when the person continues.' },
  'provider-down': {
    title: 'Provider down',
    description: 'The person allows access, but the provider gives no token.',
    plan: { faults: [{ kind: 'server-error', on: 'token' }] },
  },
  slow: {
    title: 'Slow',
    description: `The provider takes ${slowMs / 1_000} seconds to give the token.`,
    plan: { faults: [{ kind: 'slow', on: 'token', ms: slowMs, times: 1 }] },
  },
  'token-revoked-later': {
    title: 'Token revoked later',
    description: `The person allows access, and takes it back at the provider ${revokedAfterMs / 1_000} seconds later.`,
    plan: { faults: [], revokeAfterMs: revokedAfterMs },
  },
};
