import type { CallAuthorization, HttpMethod } from './http.js';
import type { WireAnswer, WireRequest } from './wire.js';

/** One request and its answer for whoever looks on while it runs: what authorizes is hidden, long bodies are cut. Never keep it. */
export interface HttpExchange {
  readonly method: HttpMethod;
  readonly url: string;
  /** From 1. */
  readonly attempt: number;
  readonly durationMs: number;
  readonly request: ExchangedPart;
  /** Undefined when no complete answer came. */
  readonly response?: ExchangedPart & { readonly status: number };
}

/** One direction of an exchange. */
export interface ExchangedPart {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isTruncated: boolean;
}

/** What is known of an exchange when it is over. */
export interface ExchangeFacts {
  readonly method: HttpMethod;
  readonly attempt: number;
  readonly durationMs: number;
  readonly request: WireRequest;
  readonly answer?: WireAnswer;
  readonly authorization: CallAuthorization;
}

const hidden = '[hidden]';
const streamed = '(content that was streamed)';
const longestBody = 16_000;
const confidentialHeader =
  /^(authorization|proxy-authorization|cookie|set-cookie|www-authenticate)$|token|secret|api-?key|session/i;
const confidentialMember = /("(?:\w*(?:token|secret|password|api_?key|session_?id))"\s*:\s*)"(?:[^"\\]|\\.)*(?:"|$)/gi;

/** What authorizes a call, and must not be shown. */
export function secretsOf({ headers, query, body, path }: CallAuthorization): readonly string[] {
  return [headers, query, body, path]
    .flatMap((values) => Object.values(values ?? {}))
    .flatMap((value) => [value, ...value.split(' '), ...typedIn(value)])
    .filter((secret) => secret.length >= 8);
}

/** User name with password, and password, of basic authentication (RFC 7617): a vendor may repeat them as they were typed in. */
function typedIn(value: string): readonly string[] {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/.exec(value) ?? [];
  if (encoded === undefined) return [];
  const pair = Buffer.from(encoded, 'base64').toString();
  return [pair, pair.slice(pair.indexOf(':') + 1), pair.slice(0, pair.indexOf(':'))];
}

/** As a query or a form holds it. */
function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

/** Makes an exchange that may be shown. */
export function showExchange(facts: ExchangeFacts): HttpExchange {
  const { method, attempt, durationMs, request, answer, authorization } = facts;
  const own = new Set(Object.keys(authorization.headers ?? {}).map((name) => name.toLowerCase()));
  const forms = secretsOf(authorization).flatMap((secret) => [secret, encodeURIComponent(secret), formEncoded(secret)]);
  const hide = (text: string) => forms.reduce((shown, secret) => shown.replaceAll(secret, hidden), text);
  const part = (headers: Readonly<Record<string, string>>, body: string): ExchangedPart => ({
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        own.has(name.toLowerCase()) || confidentialHeader.test(name) ? hidden : hide(value),
      ]),
    ),
    body: hide(body.slice(0, 2 * longestBody))
      .replace(confidentialMember, `$1"${hidden}"`)
      .slice(0, longestBody),
    isTruncated: body.length > longestBody,
  });
  return {
    ...{ method, attempt, durationMs },
    url: hide(request.origin + request.path),
    request: part(request.headers, typeof request.body === 'object' ? streamed : (request.body ?? '')),
    ...(answer && { response: { ...part(answer.headers, answer.body.toString('utf8')), status: answer.status } }),
  };
}
