import type { Answer, OpenSystem } from '../system.js';
import type { FaultKind } from './fault-table.js';

/** A fault before its system words it. */
export interface UnwordedFault {
  readonly kind: FaultKind;
  readonly status: number;
  /** In plain words. */
  readonly message: string;
}

/** How a system words what goes wrong. */
export interface FaultWording {
  /** The body of an answer of the API. */
  readonly api: (fault: UnwordedFault) => unknown;
  /** Whole answers that are not of the pattern, such as the system's own status for a spent quota. */
  readonly answers?: Readonly<Partial<Record<FaultKind, Answer>>>;
  /** The body of an answer of the authorization server, where it is not the standard's. */
  readonly oauth?: (fault: OAuthFault) => unknown;
}

/** A fault of the authorization server, in OAuth's words. */
export interface OAuthFault {
  readonly status: number;
  readonly error: string;
  readonly description: string;
}

const apiFaults: Readonly<Partial<Record<FaultKind, readonly [status: number, message: string]>>> = {
  'expired-token': [401, 'The access token is not valid'],
  forbidden: [403, 'You are not allowed to do this'],
  'not-found': [404, 'There is no such record'],
  conflict: [409, 'The record was changed meanwhile'],
  'rate-limited': [429, 'Too many requests'],
  'quota-exceeded': [429, 'The daily limit is reached'],
  'error-with-200': [200, 'An unexpected error occurred'],
  'server-error': [503, 'The service is not available'],
  'server-error-after': [504, 'The service did not answer in time'],
};

const oauthFaults: Readonly<Partial<Record<FaultKind, OAuthFault>>> = {
  'revoked-grant': { status: 400, error: 'invalid_grant', description: 'The grant is expired or was revoked' },
  'error-with-200': { status: 200, error: 'invalid_grant', description: 'The grant is expired or was revoked' },
  'rate-limited': { status: 429, error: 'slow_down', description: 'Too many requests' },
  'server-error': { status: 503, error: 'temporarily_unavailable', description: 'Try again later' },
  'server-error-after': { status: 504, error: 'temporarily_unavailable', description: 'Try again later' },
};

/** Words all faults of a system, most of them by one function. */
export function wordFaults({ api, answers = {}, oauth = standardBody }: FaultWording): OpenSystem['faultAnswer'] {
  return (kind, endpoint) => {
    if (endpoint !== 'api') {
      const fault = oauthFaults[kind];
      return fault && { status: fault.status, body: oauth(fault) };
    }
    const [status, message] = apiFaults[kind] ?? [];
    if (answers[kind] !== undefined) return answers[kind];
    return status === undefined || message === undefined ? undefined : { status, body: api({ kind, status, message }) };
  };
}

/** RFC 6749, section 5.2. */
function standardBody({ error, description }: OAuthFault): unknown {
  return { error, error_description: description };
}
