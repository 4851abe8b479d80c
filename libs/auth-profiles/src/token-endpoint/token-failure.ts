import type { TokenFailure, TokenFailureKind } from '../errors.js';
import { isRecord, type AnswerBody } from './token-answer.js';
import { sanitise } from './redaction.js';

/** Words for "this grant is dead": RFC 6749 and OpenID Connect, then what providers say instead. */
const permanentErrors: readonly string[] = [
  'invalid_grant',
  'invalid_token',
  'expired_token',
  'access_denied',
  'interaction_required',
  'consent_required',
  'login_required',
  'bad_refresh_token',
  'bad_auth_code',
  'bad_verification_code',
  'invalid_refresh_token',
  'invalid_code',
  'token_revoked',
  'token_expired',
  'account_inactive',
];

/** Words for "later": RFC 6749 section 4.1.2.1, then what providers say instead. */
const transientErrors: readonly string[] = [
  'temporarily_unavailable',
  'server_error',
  'slow_down',
  'ratelimited',
  'rate_limited',
  'rate_limit_exceeded',
  'internal_error',
  'internal_server_error',
  'service_unavailable',
  'request_timeout',
  'fatal_error',
];

const busyStatuses: readonly number[] = [408, 425, 429];

/** What an answer says besides its body's members. */
export interface AnswerContext {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly secrets: readonly string[];
  readonly now: Date;
}

/** Judges an answer: undefined when it is a success as far as status and body tell. */
export function judgeAnswer(body: AnswerBody | undefined, context: AnswerContext): TokenFailure | undefined {
  const { status, secrets } = context;
  const fault = body && readFault(body, status);
  if (status >= 200 && status < 300 && fault === undefined) return undefined;
  if (status >= 300 && status < 400) return { kind: 'misconfigured', reason: 'redirected', status };
  return {
    kind: kindOf(status, fault),
    reason: 'refused',
    status,
    vendorError: sanitise(fault?.error, secrets)?.slice(0, 64),
    vendorDescription: sanitise(fault?.description, secrets),
    retryAfterSeconds: readRetryAfter(context.retryAfter, context.now),
  };
}

interface Fault {
  readonly error?: string;
  readonly description?: string;
}

/** The fault in a body, in the shapes that providers use: RFC 6749, `ok: false`, `status` and `message`, an object, a list. */
function readFault(body: AnswerBody, status: number): Fault | undefined {
  const nested = firstOf(body['errors']) ?? body['error'];
  const source = isRecord(nested) ? nested : body;
  const isFault = status >= 400 || source !== body || body['ok'] === false;
  const error = textIn(source, ['error', 'errorType', 'errorCode']) ?? (isFault ? looseErrorIn(source) : undefined);
  if (error === undefined && !isFault) return undefined;
  return { error, description: textIn(source, ['error_description', 'description', 'message', 'error_message']) };
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

/** Members that name an error only when there is one: a success may have a `status` or `code` of its own. */
function looseErrorIn(source: AnswerBody): string | undefined {
  const status = textIn(source, ['status', 'code', 'type']);
  return status?.toLowerCase() === 'error' ? (textIn(source, ['category']) ?? status) : status;
}

function textIn(source: AnswerBody, names: readonly string[]): string | undefined {
  return names.map((name) => source[name]).find((value) => typeof value === 'string' && value !== '') as
    string | undefined;
}

function kindOf(status: number, fault: Fault | undefined): TokenFailureKind {
  if (status >= 500 || busyStatuses.includes(status)) return 'transient';
  const error = (fault?.error ?? '').toLowerCase().replace(/[\s-]+/g, '_');
  const isListed = ([errors, description]: readonly [readonly string[], RegExp]): boolean =>
    errors.includes(error) || description.test(fault?.description ?? '');
  if (isListed([transientErrors, /already being processed|retry your request/i])) return 'transient';
  return isListed([permanentErrors, /refresh.token is (invalid|expired|revoked)/i]) ? 'permanent' : 'misconfigured';
}

/** Seconds from a `Retry-After` of seconds or a date (RFC 9110 section 10.2.3), at most a day. */
export function readRetryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now.getTime()) / 1_000;
  return Number.isNaN(seconds) ? undefined : Math.min(86_400, Math.max(0, Math.ceil(seconds)));
}
