/** A JSON value. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What authorizes calls, as a token endpoint gave it or a person typed it in, as plain JSON: seal it before it is stored. Times are ISO 8601 UTC. */
export interface TokenSet {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** As the provider calls it; `Bearer` when it says nothing. */
  readonly tokenType: string;
  /** As granted; absent when the provider does not say, which means as asked for (RFC 6749 section 5.1). */
  readonly scopes?: readonly string[];
  /** When the token was asked for, by our clock. */
  readonly issuedAt: string;
  /** Absent when the provider does not say. */
  readonly expiresAt?: string;
  /** When the refresh token lapses, where the provider says so. */
  readonly refreshTokenExpiresAt?: string;
  readonly idToken?: string;
  /** It never lapses by itself: a person typed it in. */
  readonly isLasting?: boolean;
  /** All else that the provider answered, such as `instance_url`, without anything named like a token or secret. */
  readonly extras: Readonly<Record<string, JsonValue>>;
}

/** The token set after a refresh: what the provider did not repeat (refresh token, scopes, extras) stays as it was. */
export function mergeRefreshed(previous: TokenSet, refreshed: TokenSet): TokenSet {
  const kept = refreshed.refreshToken === undefined ? previous : refreshed;
  return {
    ...refreshed,
    refreshToken: kept.refreshToken,
    refreshTokenExpiresAt: refreshed.refreshTokenExpiresAt ?? kept.refreshTokenExpiresAt,
    scopes: refreshed.scopes ?? previous.scopes,
    idToken: refreshed.idToken ?? previous.idToken,
    extras: { ...previous.extras, ...refreshed.extras },
  };
}
