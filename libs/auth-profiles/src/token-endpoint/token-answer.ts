import { parseScopes } from '../profiles/scopes.js';
import type { ReceivedAnswer } from './bounded-post.js';
import { isSecretName } from './redaction.js';
import type { JsonValue, TokenSet } from './token-set.js';

/** The members of an answer's body. */
export type AnswerBody = Readonly<Record<string, unknown>>;

const maxLifetimeSeconds = 100 * 365 * 86_400;
const maxExtrasDepth = 8;
const ownMembers: readonly string[] = [
  'access_token',
  'refresh_token',
  'id_token',
  'token_type',
  'expires_in',
  'refresh_token_expires_in',
  'scope',
  'scopes',
];

/** Reads a body that is JSON, whatever its content type says, or a form; undefined for HTML, nothing, and anything else. */
export function parseBody({ headers, body }: Pick<ReceivedAnswer, 'headers' | 'body'>): AnswerBody | undefined {
  const text = new TextDecoder().decode(body).trim();
  const json = parseJson(text);
  if (json !== undefined) return json;
  const isForm = String(headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  if (!isForm && !/^[\w.-]+=[^\s<>]*$/.test(text)) return undefined;
  return text === '' ? undefined : Object.fromEntries(new URLSearchParams(text));
}

function parseJson(text: string): AnswerBody | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const value: unknown = /\d{16}/.test(text) ? JSON.parse(quoteLongIds(text)) : parsed;
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return isRecord(first) ? first : undefined;
  } catch {
    return undefined;
  }
}

/** Quotes whole numbers that are too long for a JavaScript number, so that an id keeps all its digits; takes valid JSON only. */
function quoteLongIds(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, (part) =>
    part.startsWith('"') ? part : `"${part}"`,
  );
}

/** Whether a value is an object with members. */
export function isRecord(value: unknown): value is AnswerBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The token set in a body; undefined when there is no access token that may go into a header (RFC 6749 appendix A.12). */
export function readTokenSet(body: AnswerBody, issuedAt: Date): TokenSet | undefined {
  const accessToken = body['access_token'];
  if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken)) return undefined;
  return {
    accessToken,
    refreshToken: textOf(body['refresh_token']),
    tokenType: readTokenType(body['token_type']),
    scopes: readScopes(body['scope'] ?? body['scopes']),
    issuedAt: issuedAt.toISOString(),
    expiresAt: after(issuedAt, body['expires_in_sec'] ?? body['expires_in']),
    refreshTokenExpiresAt: after(issuedAt, body['refresh_token_expires_in']),
    idToken: textOf(body['id_token']),
    extras: withoutSecrets(Object.fromEntries(Object.entries(body).filter(([name]) => !ownMembers.includes(name)))),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readTokenType(value: unknown): string {
  const type = textOf(value) ?? 'Bearer';
  return type.toLowerCase() === 'bearer' ? 'Bearer' : type;
}

function readScopes(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return parseScopes(value);
  return Array.isArray(value) ? parseScopes(value.filter((item) => typeof item === 'string')) : undefined;
}

/** A moment so many seconds later; undefined for 0, which providers use for "never", and for nonsense. */
function after(moment: Date, value: unknown): string | undefined {
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value));
  const seconds = isNumeric ? Number(value) : 0;
  if (!(seconds > 0 && seconds <= maxLifetimeSeconds)) return undefined;
  return new Date(moment.getTime() + seconds * 1_000).toISOString();
}

function withoutSecrets(members: AnswerBody, depth = 0): Record<string, JsonValue> {
  const kept = Object.entries(members).filter(([name]) => name !== '__proto__' && !isSecretName(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, strip(value, depth + 1)]));
}

function strip(value: unknown, depth: number): JsonValue {
  if (depth > maxExtrasDepth) return null;
  if (Array.isArray(value)) return value.map((item: unknown) => strip(item, depth + 1));
  return isRecord(value) ? withoutSecrets(value, depth) : (value as JsonValue);
}
