import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { hashSecret } from '../encryption/secrets.js';

const periodSeconds = 30;
/** Clocks may differ by one step in either direction (RFC 6238, 5.2). */
const window = 1;
/** Without letters that are taken for one another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A new secret of 160 bits in base 32, as authenticators take it (RFC 4226, 4). */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the QR code of a secret says. */
export function totpUri(secret: string, account: string): string {
  return totp(secret, account).toString();
}

/** The time step that a code belongs to, or undefined when it belongs to none about now. */
export function stepOf(secret: string, code: string, nowMs: number): number | undefined {
  const delta = totp(secret, '').validate({ token: code, timestamp: nowMs, window });
  return delta === null ? undefined : Math.floor(nowMs / 1000 / periodSeconds) + delta;
}

/** Ten codes for when the authenticator is lost, of 79 bits each. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: 10 }, () => {
    const letters = Array.from({ length: 16 }, () => randomLetter()).join('');
    return letters.replaceAll(/(.{4})(?!$)/g, '$1-');
  });
}

/** What is stored of a recovery code, however it was typed. */
export function hashRecoveryCode(code: string): string {
  return hashSecret(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
}

/** Every letter is as likely as any other. */
function randomLetter(): string {
  for (;;) {
    const [byte = 255] = randomBytes(1);
    const letter = byte < 248 ? alphabet[byte % alphabet.length] : undefined;
    if (letter !== undefined) return letter;
  }
}

function totp(secret: string, account: string): TOTP {
  return new TOTP({
    issuer: 'Attaché',
    label: account,
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
    secret: Secret.fromBase32(secret),
  });
}
