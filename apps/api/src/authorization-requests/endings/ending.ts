import type { RequestStatus } from '../authorization-request.entity.js';

/** Every way in which a request can end, as a stable word -> the status it ends in. */
export const endingReasons = {
  authorized: 'completed',
  'access-denied': 'denied',
  'not-me': 'cancelled',
  withdrawn: 'cancelled',
  'profile-stopped': 'cancelled',
  expired: 'expired',
  'provider-error': 'failed',
  'provider-unavailable': 'failed',
  'grant-rejected': 'failed',
  'profile-misconfigured': 'failed',
  'issuer-mismatch': 'failed',
  'scope-insufficient': 'failed',
  'account-not-usable': 'failed',
  'action-changed': 'failed',
  'credential-attempts-exhausted': 'failed',
  'code-attempts-exhausted': 'failed',
  'proof-expired': 'failed',
  'another-person': 'failed',
  internal: 'failed',
} as const satisfies Record<string, RequestStatus>;

export type EndingReason = keyof typeof endingReasons;

/** How a request ends. */
export interface Ending {
  readonly reason: EndingReason;
  /** Plain English for whoever waits; never a secret or a vendor's body. */
  readonly message: string;
}
