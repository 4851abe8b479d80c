import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret for a link, a `state` or a browser's cookie, and the hash that may be stored instead of it. */
export interface RandomToken {
  /** 256 random bits, base64url: 43 characters. */
  readonly token: string;
  readonly hash: string;
}

/** Makes a token that nobody can guess. */
export function newRandomToken(): RandomToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

/** SHA-256 of a random token, base64url; enough because the token itself cannot be guessed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Whether `value` has the form of a token of ours; refuse all else before looking it up. */
export function isTokenShaped(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{43}$/.test(value);
}

/** Whether `token` is the one that `hash` was made of, in constant time. */
export function isTokenOf(token: string, hash: string): boolean {
  return areEqual(hashToken(token), hash);
}

/** Compares two secrets in a time that tells nothing about where they differ. */
export function areEqual(left: string, right: string): boolean {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(left), digest(right));
}
