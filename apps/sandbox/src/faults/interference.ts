import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../system.js';
import type { Fault, FaultKind } from './fault-table.js';
import { holdAnswer } from './held-answer.js';

/** A request that faults strike, and how its system words an answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly answer: (kind: FaultKind) => Answer | undefined;
}

type Play = (exchange: Exchange, fault: Fault, body: Buffer) => void;

const largeBodyBytes = 10 * 1024 * 1024;
const maintenance = '<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>';

function send({ response }: Exchange, { status, headers = {}, body }: Answer): void {
  const isText = typeof body === 'string';
  response.removeHeader('content-encoding');
  response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

function sendWorded(status?: number): Play {
  return (exchange, { kind, status: asked }) => {
    const worded = exchange.answer(kind) ?? { status: 503, body: { error: kind } };
    send(exchange, { ...worded, status: asked ?? status ?? worded.status });
  };
}

/** The header is the fault's, whatever the system says. */
const sendRateLimited: Play = (exchange, { retryAfterSeconds = 1 }) => {
  const { status, headers, body } = exchange.answer('rate-limited') ?? { status: 429, body: { error: 'rate-limited' } };
  const later: Readonly<Record<string, string>> =
    retryAfterSeconds > 0 ? { 'retry-after': String(retryAfterSeconds) } : {};
  send(exchange, { status, headers: { ...headers, ...later }, body });
};

/** Sends the answer that the system has, each object in it changed. */
function sendChanged(change: (members: readonly (readonly [string, unknown])[], fault: Fault) => typeof members): Play {
  return ({ response }, fault, body) => {
    const revive = (_key: string, value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(change(Object.entries(value), fault))
        : value;
    response.end(isJson(body) ? JSON.stringify(JSON.parse(body.toString(), revive)) : body);
  };
}

function isJson(body: Buffer): boolean {
  try {
    return typeof JSON.parse(body.toString()) === 'object';
  } catch {
    return false;
  }
}

const close: Play = ({ request }) => void request.socket.destroy();

const plays: Readonly<Partial<Record<FaultKind, Play>>> = {
  'expired-token': sendWorded(),
  'revoked-grant': sendWorded(),
  forbidden: sendWorded(403),
  'not-found': sendWorded(404),
  conflict: sendWorded(409),
  'rate-limited': sendRateLimited,
  'quota-exceeded': sendWorded(),
  'server-error': sendWorded(503),
  'server-error-after': sendWorded(504),
  'error-with-200': sendWorded(200),
  html: (exchange, { status = 200 }) => send(exchange, { status, body: maintenance }),
  'empty-body': ({ response }) => void response.writeHead(200, { 'content-type': 'application/json' }).end(),
  'huge-body': (exchange) => send(exchange, { status: 200, body: { padding: 'x'.repeat(largeBodyBytes) } }),
  redirect: ({ response }, { status = 302, location = 'https://elsewhere.invalid/' }) =>
    void response.writeHead(status, { location }).end(),
  'never-answers': () => undefined,
  'close-before': close,
  'close-after': close,
  'truncated-json': ({ response }, _fault, body) => void response.end(body.subarray(0, Math.floor(body.length / 2))),
  'unknown-field': sendChanged((members) => [...members, ['somethingNew', { anything: true }]]),
  'missing-field': sendChanged((members, { field }) => members.filter(([name]) => name !== field)),
  'slow-after': ({ response }, { ms = 1_000 }, body) => void setTimeout(() => response.end(body), ms).unref(),
  drip: ({ response }, { ms = 1_000 }, body) => {
    response.setHeader('content-length', body.length);
    response.flushHeaders();
    let sent = 0;
    const timer = setInterval(() => {
      if (sent < body.length) response.write(body.subarray(sent, ++sent));
      else response.end();
    }, ms);
    response.once('close', () => clearInterval(timer));
  },
};

/** Waits before a request is handled; false when its caller did not wait that long. */
export async function delay({ ms = 1_000 }: Fault, { response }: Exchange): Promise<boolean> {
  const gone = new AbortController();
  const leave = () => gone.abort();
  response.once('close', leave);
  await sleep(ms, undefined, { signal: gone.signal }).catch(() => undefined);
  response.off('close', leave);
  return !gone.signal.aborted;
}

/** Answers a request in place of the system. */
export function replaceAnswer(fault: Fault, exchange: Exchange): void {
  plays[fault.kind]?.(exchange, fault, Buffer.alloc(0));
}

/** Lets the system handle a request, and meddles with its answer. */
export function disturbAnswer(fault: Fault, exchange: Exchange): void {
  holdAnswer(exchange.response, (body) => plays[fault.kind]?.(exchange, fault, body));
}

/** Reads a request to its end, so that what answers in the system's place does so only after hearing it out. */
export async function readAll(request: IncomingMessage, limitBytes = 1024 * 1024): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length <= limitBytes) chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
