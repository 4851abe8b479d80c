import type { Claims } from '../providers/providers.service.js';

/** Who signs in, as far as we ask. */
export interface Person {
  readonly issuer: string;
  readonly subject: string;
  /** In lower case; undefined unless the provider vouches for it. */
  readonly verifiedEmail: string | undefined;
  readonly name: string | undefined;
  readonly groups: ReadonlySet<string>;
}

/** Reads what a provider says of a person. An address that it does not call verified, by the very word, is none. */
export function personOf(claims: Claims, groupsClaim: string): Person {
  const { email, email_verified: isVerified, name } = claims;
  const isAddress = typeof email === 'string' && /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 254;
  return {
    issuer: claims.iss,
    subject: claims.sub,
    verifiedEmail: isAddress && isVerified === true ? email.toLowerCase() : undefined,
    name: typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 100) : undefined,
    groups: new Set(groupsIn(claims, groupsClaim)),
  };
}

function groupsIn(claims: Claims, claim: string): readonly string[] {
  const value = Object.hasOwn(claims, claim) ? claims[claim] : claim.split('.').reduce<unknown>(inside, claims);
  return [value].flat(1).filter((group): group is string => typeof group === 'string');
}

function inside(value: unknown, key: string): unknown {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return isObject ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
