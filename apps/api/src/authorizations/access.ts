import type { AuthorizationField } from '#auth-profiles';
import type { Account, CredentialPlacement, Grant } from '#connectors';

/** What it takes to call a vendor for one authorization; holds a token: never log it, never keep it. */
export interface Access {
  readonly authorizationId: string;
  readonly accessToken: string;
  /** `Bearer`, unless the provider says otherwise; `Basic` or `ApiKey` for what somebody typed in. */
  readonly tokenType: string;
  /** ISO 8601 UTC; absent when nobody says. */
  readonly expiresAt?: string;
  readonly grant: Grant;
  readonly account: Account;
  /** Where the access token goes in calls; undefined: it is a bearer token. */
  readonly placement?: CredentialPlacement;
  /** What the auth profile adds to every call. */
  readonly authorizationFields: readonly AuthorizationField[];
  /** Grows with each token set. */
  readonly fence: number;
}

/** Nobody can act for an authorization any more: it was revoked, or its refresh token is dead. Somebody has to authorize again. */
export class AuthorizationLostError extends Error {
  readonly code = 'authorization-lost';
  override readonly name = 'AuthorizationLostError';
  readonly extensions: { readonly authorizationId: string };

  constructor(authorizationId: string, options?: ErrorOptions) {
    super(`The authorization ${authorizationId} can no longer be used: authorize again.`, options);
    this.extensions = { authorizationId };
  }
}
