import { TokenRequestError } from '#auth-profiles';
import { ConnectorError } from '#connectors';
import type { LandingAlert } from '../../pages/views/page.js';

/** Why what was typed in is not taken; the person may try again. */
export interface TypingRefusal {
  readonly alert: Extract<LandingAlert, 'credentials-refused' | 'system-unavailable' | 'account-not-usable'>;
  /** Plain English of a connector. */
  readonly message?: string;
}

const alertsOfTokenFailures = { permanent: 'credentials-refused', transient: 'system-unavailable' } as const;

/** What a person can do something about; undefined for what only an administrator can. */
export function typingRefusalOf(error: unknown): TypingRefusal | undefined {
  if (error instanceof TokenRequestError) {
    return error.kind === 'misconfigured' ? undefined : { alert: alertsOfTokenFailures[error.kind] };
  }
  if (!(error instanceof ConnectorError) || error.code === 'egress-denied') return undefined;
  if (error.code === 'vendor-unauthorized' || error.code === 'vendor-forbidden')
    return { alert: 'credentials-refused' };
  if (error.code === 'account-not-usable') return { alert: 'account-not-usable', message: error.message };
  return { alert: 'system-unavailable' };
}
