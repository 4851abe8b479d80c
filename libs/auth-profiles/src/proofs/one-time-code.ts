import { createHmac, randomInt } from 'node:crypto';
import { areEqual } from './random-token.js';

/** What a code is bound to: the authorization request it proves, and the server's pepper, without which six digits are guessed at once. */
export interface CodeBinding {
  readonly authorizationRequestId: string;
  /** At least 32 random bytes, from `deriveKey`. */
  readonly pepper: Uint8Array;
}

/** Makes a 6-digit code, each equally likely. */
export function newOneTimeCode(): string {
  return randomInt(0, 1_000_000).toString().padStart(6, '0');
}

/** What is stored instead of the code: HMAC-SHA256 over the request's id and the code, base64url. */
export function hashOneTimeCode(code: string, { authorizationRequestId, pepper }: CodeBinding): string {
  return createHmac('sha256', pepper)
    .update(JSON.stringify([authorizationRequestId, code]))
    .digest('base64url');
}

/** The 6 digits of what a person typed ("123 456", "123-456", full-width digits); undefined when it is not such a code. */
export function readOneTimeCode(text: string): string | undefined {
  if (text.length > 64) return undefined;
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : undefined;
}

/** Whether what a person typed is the code that `hash` was made of, in constant time; count the attempts yourself. */
export function isOneTimeCode(text: string, hash: string, binding: CodeBinding): boolean {
  return areEqual(hashOneTimeCode(readOneTimeCode(text) ?? '', binding), hash);
}
