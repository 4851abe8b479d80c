/** One trip of one browser to the provider: what must be known again when it comes back. */
export interface AuthorizationAttempt {
  /** SHA-256 of the `state`; the state itself is never stored. */
  readonly stateHash: string;
  readonly authorizationRequestId: string;
  readonly profileId: string;
  /** SHA-256 of the value of the cookie that binds the browser. */
  readonly browserHash: string;
  /** Present with PKCE: a secret until the code is exchanged, seal it. */
  readonly codeVerifier?: string;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
}

/** What taking found: `isFirstTake` is true for exactly one caller, ever. */
export interface TakenAttempt {
  readonly attempt: AuthorizationAttempt;
  readonly isFirstTake: boolean;
}

/** Where attempts are kept between redirect and callback; the server implements it on its database. */
export interface AttemptStore {
  save(attempt: AuthorizationAttempt): Promise<void>;
  /** Marks the attempt as taken in one atomic step; undefined when the state was never issued or is forgotten. */
  take(stateHash: string): Promise<TakenAttempt | undefined>;
}
