import { isCredentialGrant, type GrantType, type TokenSet } from '#auth-profiles';
import type { CredentialField, CredentialPreset } from '#connectors';

/** What somebody has typed in; never log it, never keep it as it is. */
export interface TypedCredentials {
  readonly username?: string;
  readonly password?: string;
  readonly key?: string;
}

/** One thing that somebody is asked for. */
export interface CredentialQuestion extends CredentialField {
  readonly name: keyof TypedCredentials;
}

/** The longest user name, and the longest password or key. */
export const longestCredential = { username: 255, password: 4_096, key: 4_096 } as const;

const untitled: CredentialField = { title: '', description: '' };

/** What a profile asks for, in order; a page has words of its own where a title is empty. Undefined: its connector no longer tells. */
export function credentialQuestions(profile: {
  readonly grantType: GrantType;
  readonly credentials?: CredentialPreset;
}): readonly CredentialQuestion[] | undefined {
  const { grantType, credentials } = profile;
  if (credentials?.kind === 'api-key') return [{ name: 'key', ...credentials.key }];
  if (credentials === undefined && isCredentialGrant(grantType)) return undefined;
  const { username = untitled, password = untitled } = credentials ?? {};
  return [
    { name: 'username', ...username },
    { name: 'password', ...password },
  ];
}

/** What is wrong with one answer; undefined when nothing is. */
export function credentialFault(question: CredentialQuestion, value: string): 'missing' | 'invalid' | undefined {
  const { name, pattern } = question;
  if (value === '') return 'missing';
  const isTooLong = value.length > longestCredential[name];
  // A key stands in a header or a query as it is.
  const isOdd = name === 'key' ? /[^\x20-\x7e]/.test(value) : /\p{Cc}/u.test(value);
  const isUnfit = pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value);
  return isTooLong || isOdd || isUnfit ? 'invalid' : undefined;
}

/** What is sent with each call from now on, as a token set that never lapses by itself. */
export function toTokenSet({ placement }: CredentialPreset, typed: TypedCredentials, now: Date): TokenSet {
  const { username = '', password = '', key = '' } = typed;
  const lasting = { issuedAt: now.toISOString(), isLasting: true, extras: {} } as const;
  switch (placement.in) {
    case 'basic':
      return {
        ...lasting,
        tokenType: 'Basic',
        accessToken: basic(username + (placement.usernameSuffix ?? ''), password),
      };
    case 'basic-username':
      return { ...lasting, tokenType: 'Basic', accessToken: basic(key, placement.password) };
    default:
      return { ...lasting, tokenType: 'ApiKey', accessToken: key };
  }
}

/** RFC 7617, in UTF-8. */
function basic(username: string, password: string): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}
