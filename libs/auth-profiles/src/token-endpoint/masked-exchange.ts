import { formEncode, isSecretName, mask, redact, redactUnparsed } from './redaction.js';
import type { FormPost, PostResult, ReceivedAnswer } from './bounded-post.js';
import { parseBody } from './token-answer.js';

const shownBodyCharacters = 4_000;
const maxEchoes = 20;
const shownHeaders = ['content-type', 'content-length', 'date', 'retry-after', 'www-authenticate', 'x-request-id'];

/** What was sent to a provider and what it answered, fit to be shown: secrets, tokens and codes are masked. */
export interface MaskedExchange {
  readonly request: {
    readonly method: 'POST';
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    /** The form, still encoded. */
    readonly body: string;
  };
  /** Absent when no answer came. */
  readonly response?: {
    readonly status: number;
    /** Only those from a list that is safe to show. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    /** The body shown is only the beginning. */
    readonly isTruncated: boolean;
  };
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
}

/** One exchange as it was, with every secret that was in it. */
export interface RawExchange {
  readonly post: FormPost;
  readonly result: PostResult;
  readonly secrets: readonly string[];
  readonly startedAt: Date;
  readonly durationMs: number;
}

/** Masks an exchange: by the names of fields, and every known secret wherever it is echoed. */
export function maskExchange({ post, result, secrets, startedAt, durationMs }: RawExchange): MaskedExchange {
  return {
    request: {
      method: 'POST',
      url: redact(maskUrl(post.url), secrets),
      headers: maskRequestHeaders(post.headers),
      body: redact(maskPairs(new URLSearchParams(post.body)), secrets),
    },
    response: result.received && maskResponse(result.received, secrets, result.failure !== undefined),
    startedAt: startedAt.toISOString(),
    durationMs,
  };
}

function maskUrl(url: URL): string {
  return url.search === '' ? url.href : `${url.origin}${url.pathname}?${maskPairs(url.searchParams)}`;
}

function maskPairs(pairs: URLSearchParams): string {
  const isSecret = (name: string): boolean => name === 'code' || isSecretName(name);
  return [...pairs]
    .map(([name, value]) => `${formEncode(name)}=${isSecret(name) ? mask : formEncode(value)}`)
    .join('&');
}

function maskRequestHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    name === 'authorization' ? `Basic ${mask}` : value,
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function maskResponse(
  answer: ReceivedAnswer,
  secrets: readonly string[],
  isPartial: boolean,
): NonNullable<MaskedExchange['response']> {
  const body = maskBody(answer, secrets);
  return {
    status: answer.status,
    headers: maskResponseHeaders(answer, secrets),
    body: body.slice(0, shownBodyCharacters),
    isTruncated: isPartial || body.length > shownBodyCharacters,
  };
}

function maskResponseHeaders(answer: ReceivedAnswer, secrets: readonly string[]): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const name of shownHeaders) {
    const value = answer.headers[name];
    if (value !== undefined) shown[name] = redact(String(value), secrets).slice(0, 500);
  }
  const target = redirectTarget(answer);
  if (target !== undefined) shown['location'] = redact(target, secrets);
  return shown;
}

/** Where a redirect points to, without its query. */
export function redirectTarget(answer: ReceivedAnswer): string | undefined {
  const location = answer.headers.location;
  if (location === undefined || !URL.canParse(location)) return undefined;
  const { origin, pathname } = new URL(location);
  return `${origin}${pathname}`.slice(0, 500);
}

function maskBody(answer: ReceivedAnswer, secrets: readonly string[]): string {
  const parsed = parseBody(answer);
  const found: string[] = [];
  const text =
    parsed === undefined ? answer.body.toString('utf8') : JSON.stringify(maskValue(parsed, found, 0), null, 2);
  return redactUnparsed(redact(text, [...secrets, ...found.slice(0, maxEchoes)]).slice(0, 2 * shownBodyCharacters));
}

/** Masks by name all the way down, and remembers what was masked so that its echoes are masked too. */
function maskValue(value: unknown, found: string[], depth: number): unknown {
  if (depth > 20) return mask;
  if (Array.isArray(value)) return value.map((item) => maskValue(item, found, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => {
    if (!isSecretName(name) || typeof item === 'object') return [name, maskValue(item, found, depth + 1)];
    if (typeof item === 'string' && item.length >= 8) found.push(item);
    return [name, mask];
  });
  return Object.fromEntries(entries);
}
