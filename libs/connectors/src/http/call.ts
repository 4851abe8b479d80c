import type { Static, TSchema } from 'typebox';
import {
  ConnectorError,
  EgressDeniedError,
  OutcomeUnknownError,
  ResponseTooLargeError,
  VendorAnswerInvalidError,
  VendorTimeoutError,
  VendorUnreachableError,
} from '../errors.js';
import {
  faultError,
  judgeAnswer,
  parseAnswer,
  withoutSecrets,
  type FaultInterpreter,
  type VendorAnswer,
} from './answer.js';
import { contentTimeoutMs, openContent, type Content } from './content.js';
import { startDeadline, waitBeforeRetry, type Deadline } from './patience.js';
import { compileSchema } from '../operation-schema.js';
import { awaitRoom, noteRoom } from './rate-limit.js';
import { buildRequest } from './request.js';
import { sendOnce, WireFailure, type WireAnswer, type WireRequest } from './wire.js';
import { showExchange } from './exchange.js';
import type {
  CallAuthorization,
  ConnectorHttp,
  ConnectorHttpOptions,
  HttpAnswer,
  HttpCall,
  HttpMethod,
} from './http.js';

const MAX_REDIRECTS = 3;

/** One call on its way: what stays the same over all its attempts. */
interface Journey {
  readonly method: HttpMethod;
  readonly pathTemplate: string;
  readonly call: HttpCall;
  readonly interpretFault: FaultInterpreter | undefined;
  /** It changes nothing, so that failing has no consequences. */
  readonly isRead: boolean;
  readonly deadline: Deadline;
  readonly authorization: CallAuthorization;
}

type Caller = <Answer extends TSchema>(
  method: HttpMethod,
  pathTemplate: string,
  call: HttpCall<Answer>,
) => Promise<HttpAnswer<Static<Answer>>>;

/** Makes the function behind all methods of `ConnectorHttp` that get a whole answer. */
export function createCaller(options: ConnectorHttpOptions): Caller {
  const prepare = preparer(options);
  return async (method, pathTemplate, call) => {
    if (call.answer !== undefined) compileSchema(call.answer);
    const { journey, request } = prepare(method, pathTemplate, call);
    try {
      const answer = attempts(options, journey, (attempt) => attemptOnce(options, journey, request, attempt));
      return (await answer) as HttpAnswer<never>;
    } finally {
      journey.deadline.stop();
    }
  };
}

/** Makes `ConnectorHttp.download`: it is repeated until content begins to flow, and not from then on. */
export function createDownloader(options: ConnectorHttpOptions): ConnectorHttp['download'] {
  const prepare = preparer(options);
  return async (pathTemplate, call = {}) => {
    const { journey, request } = prepare('GET', pathTemplate, call);
    try {
      return await attempts(options, journey, (attempt) => downloadOnce(options, journey, request, attempt));
    } finally {
      journey.deadline.stop();
    }
  };
}

function preparer(options: ConnectorHttpOptions) {
  const baseUrlOf = baseUrls(options);
  return (method: HttpMethod, pathTemplate: string, call: HttpCall) => {
    const isRead = method === 'GET' || call.isRead === true;
    const authorization = options.authorize?.({ method, pathTemplate }) ?? {};
    const { idempotency } = options;
    const keyHeader = idempotency && !isRead ? { [idempotency.header]: idempotency.key } : {};
    const headers = { ...options.headers, ...keyHeader };
    const baseUrl = baseUrlOf(call.origin);
    const request = buildRequest({ method, baseUrl, pathTemplate, call, authorization, headers });
    const interpretFault = withoutSecrets(options.interpretFault, authorization);
    const timeoutMs = call.content === undefined ? (options.timeoutMs ?? 20_000) : contentTimeoutMs;
    const deadline = startDeadline(timeoutMs, options.signal);
    const journey: Journey = { method, pathTemplate, call, interpretFault, isRead, deadline, authorization };
    return { journey, request };
  };
}

/** Where calls go; each place is checked when it is first called. */
function baseUrls({ egress, baseUrl, origins = {} }: ConnectorHttpOptions): (origin: string | undefined) => URL {
  const main = egress.checkUrl(baseUrl);
  const checked = new Map<string, URL>();
  return (origin) => {
    if (origin === undefined) return main;
    const url = checked.get(origin) ?? egress.checkUrl(Object.hasOwn(origins, origin) ? (origins[origin] ?? '') : '');
    checked.set(origin, url);
    return url;
  };
}

/** Tries, and again where that is safe and promising. */
async function attempts<Result>(
  options: ConnectorHttpOptions,
  { call, isRead, deadline }: Journey,
  tryOnce: (attempt: number) => Promise<Result>,
): Promise<Result> {
  const isRepeatable = (isRead || options.idempotency !== undefined) && call.content === undefined;
  const maxAttempts = isRepeatable ? (options.maxAttempts ?? 3) : 1;
  for (let attempt = 1; ; attempt += 1) {
    await awaitRoom(options.rateLimit, deadline);
    try {
      return await tryOnce(attempt);
    } catch (error) {
      const waitMs = attempt < maxAttempts ? waitBeforeRetry(error, attempt, options.random) : undefined;
      if (waitMs === undefined || !(await deadline.wait(waitMs))) throw error;
    }
  }
}

async function downloadOnce(
  { egress, maxContentBytes, onTrace, rateLimit }: ConnectorHttpOptions,
  { method, pathTemplate, deadline, interpretFault }: Journey,
  request: WireRequest,
  attempt: number,
): Promise<Content> {
  const startedAt = performance.now();
  const trace = (status: number | undefined, bytes = 0): void => {
    const durationMs = performance.now() - startedAt;
    onTrace?.({ method, host: new URL(request.origin).host, pathTemplate, status, durationMs, attempt, bytes });
  };
  try {
    const opened = await openContent({ egress, request, signal: deadline.signal, maxContentBytes });
    trace(opened.status, 'content' in opened ? opened.content.sizeBytes : 0);
    if ('content' in opened) return opened.content;
    noteRoom(rateLimit, opened.fault);
    judgeAnswer(opened.fault, undefined, interpretFault);
  } catch (error) {
    if (error instanceof ConnectorError && error.status === undefined) trace(undefined);
    throw error;
  }
  throw new VendorAnswerInvalidError('The system answered with a redirect that leads nowhere: try again.');
}

async function attemptOnce(
  options: ConnectorHttpOptions,
  journey: Journey,
  request: WireRequest,
  attempt: number,
): Promise<HttpAnswer<unknown>> {
  let current = request;
  for (let hop = 0; ; hop += 1) {
    const answer = parseAnswer(await exchange(options, journey, current, attempt));
    noteRoom(options.rateLimit, answer);
    const next = hop < MAX_REDIRECTS ? redirected(current, answer) : undefined;
    if (next === undefined) return { ...answer, data: judged(journey, answer) };
    current = next;
  }
}

/** Sends one request, and says by a named error how far it got when no answer came. */
async function exchange(
  { egress, maxResponseBytes = 10_000_000, onTrace, onExchange }: ConnectorHttpOptions,
  { method, pathTemplate, deadline, isRead, authorization }: Journey,
  request: WireRequest,
  attempt: number,
): Promise<WireAnswer> {
  const startedAt = performance.now();
  const trace = (status: number | undefined, bytes: number): void =>
    onTrace?.({
      method,
      host: new URL(request.origin).host,
      pathTemplate,
      status,
      durationMs: performance.now() - startedAt,
      attempt,
      bytes,
    });
  const show = (answer?: WireAnswer): void =>
    onExchange?.(
      showExchange({ method, attempt, durationMs: performance.now() - startedAt, request, answer, authorization }),
    );
  try {
    const answer = await sendOnce(egress.dispatcher, request, { signal: deadline.signal, maxResponseBytes });
    trace(answer.status, answer.body.length);
    show(answer);
    return answer;
  } catch (error) {
    if (!(error instanceof WireFailure)) throw error;
    trace(error.status, 0);
    show();
    throw failureError(error, isRead, deadline);
  }
}

function failureError(failure: WireFailure, isRead: boolean, deadline: Deadline): ConnectorError {
  const { cause, wasSent, status } = failure;
  if (cause instanceof EgressDeniedError) return cause;
  if (!wasSent) return new VendorUnreachableError('No connection to the system came about: try again.', { cause });
  if (status !== undefined && status >= 400)
    return withCause(faultError({ status, headers: failure.headers }, {}), cause);
  if (!isRead) return outcomeUnknown(cause);
  if (cause instanceof ResponseTooLargeError) return cause;
  if (deadline.signal.aborted)
    return new VendorTimeoutError('The system did not answer in time: try again.', { cause });
  return new VendorUnreachableError('The connection to the system broke: try again.', { cause });
}

/** Judges a complete answer; for a write, some answers do not tell whether it took effect. */
function judged({ call, interpretFault, isRead }: Journey, answer: VendorAnswer): unknown {
  try {
    return judgeAnswer(answer, call.answer, interpretFault);
  } catch (error) {
    if (isRead) throw error;
    if (!(error instanceof ConnectorError)) throw outcomeUnknown(error);
    const isSuccess = answer.status < 300 && error.code === 'vendor-answer-invalid';
    if (isSuccess || [303, 502, 504].includes(answer.status)) throw outcomeUnknown(error);
    throw error;
  }
}

function outcomeUnknown(cause: unknown): OutcomeUnknownError {
  return new OutcomeUnknownError(
    'The change was sent, but no clear answer came: look whether it was made before you try again.',
    { cause },
  );
}

/** The next request of a redirect that may be followed: a GET that stays on its origin. */
function redirected(request: WireRequest, { status, headers }: VendorAnswer): WireRequest | undefined {
  if (request.method !== 'GET' || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  const target = URL.parse(headers['location'] ?? '', request.origin + request.path);
  if (target === null || target.origin !== request.origin || headers['location'] === undefined) return undefined;
  return { ...request, path: target.pathname + target.search };
}

function withCause(error: ConnectorError, cause: unknown): ConnectorError {
  error.cause = cause;
  return error;
}
