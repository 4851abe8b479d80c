import {
  AccessDeniedError,
  IssuerMismatchError,
  ProviderError,
  ScopeInsufficientError,
  TokenRequestError,
  UrlParameterInvalidError,
  type TokenFailureKind,
} from '#auth-profiles';
import { ConnectorError, type ConnectorErrorCode } from '#connectors';
import { NotFoundError } from '../../http/problem.js';
import type { Ending, EndingReason } from '../endings/ending.js';

const tokenFailures = {
  permanent: 'grant-rejected',
  transient: 'provider-unavailable',
  misconfigured: 'profile-misconfigured',
} as const satisfies Record<TokenFailureKind, EndingReason>;

const connectorFailures: Readonly<Partial<Record<ConnectorErrorCode, EndingReason>>> = {
  'account-not-usable': 'account-not-usable',
  'vendor-forbidden': 'account-not-usable',
  'vendor-unauthorized': 'account-not-usable',
  'egress-denied': 'profile-misconfigured',
};

const changed = 'The auth profile or the connector is no longer there, or leads elsewhere.';

/** How a request ends by an error on the way to its authorization; undefined for an error that nobody foresaw. */
export function endingOf(error: unknown): Ending | undefined {
  if (error instanceof NotFoundError) return { reason: 'action-changed', message: changed };
  const reason = reasonOf(error);
  return reason === undefined ? undefined : { reason, message: messageOf(error as Error) };
}

/** Error class -> how the request ends by it. */
const flowFailures = [
  [AccessDeniedError, 'access-denied'],
  [IssuerMismatchError, 'issuer-mismatch'],
  [ScopeInsufficientError, 'scope-insufficient'],
  [UrlParameterInvalidError, 'profile-misconfigured'],
  [ProviderError, 'provider-error'],
] as const satisfies readonly (readonly [new (...args: never[]) => Error, EndingReason])[];

function reasonOf(error: unknown): EndingReason | undefined {
  if (error instanceof ProviderError && error.vendorError === 'temporarily_unavailable') return 'provider-unavailable';
  if (error instanceof TokenRequestError) return tokenFailures[error.kind];
  if (!(error instanceof ConnectorError)) return flowFailures.find(([known]) => error instanceof known)?.[1];
  return connectorFailures[error.code] ?? (error.isTransient ? 'provider-unavailable' : 'provider-error');
}

/** The error's own words, and the provider's where it gave some; the libraries have made both harmless. */
function messageOf(error: Error): string {
  const { vendorDescription } = error as { readonly vendorDescription?: string };
  return vendorDescription === undefined ? error.message : `${error.message} It says: “${vendorDescription}”`;
}
