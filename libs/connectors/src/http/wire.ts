import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { ResponseTooLargeError } from '../errors.js';

/** One request as it goes on the wire. */
export interface WireRequest {
  readonly origin: string;
  /** With the query. */
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream is sent once, and never again. */
  readonly body: string | Readable | undefined;
}

/** One answer as it came; header names are lower case. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Why no complete answer came, and how far the request had got. */
export class WireFailure extends Error {
  constructor(
    override readonly cause: unknown,
    /** False: not one byte of the request had left. */
    readonly wasSent: boolean,
    /** The status, when at least the head of the answer came. */
    readonly status: number | undefined,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super('No complete answer came.', { cause });
  }
}

/** Bounds of one request. */
export interface WireLimits {
  readonly signal: AbortSignal;
  readonly maxResponseBytes: number;
}

/** Sends one request once; throws `WireFailure`. */
export function sendOnce(dispatcher: Dispatcher, request: WireRequest, limits: WireLimits): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const exchange = new Exchange(limits, resolve, reject);
    const { body, ...rest } = request;
    dispatcher.dispatch({ ...rest, body: body ?? null }, exchange);
  });
}

/** Follows one request through undici's events. */
class Exchange implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private status: number | undefined;
  private headers: Readonly<Record<string, string>> = {};
  private readonly chunks: Buffer[] = [];
  private bytes = 0;
  private isSettled = false;

  constructor(
    private readonly limits: WireLimits,
    private readonly resolve: (answer: WireAnswer) => void,
    private readonly reject: (failure: WireFailure) => void,
  ) {
    if (limits.signal.aborted) this.fail(limits.signal.reason);
    else limits.signal.addEventListener('abort', this.abort);
  }

  private readonly abort = (): void => {
    const wasStarted = this.controller !== undefined;
    this.fail(this.limits.signal.reason);
    if (wasStarted) this.controller?.abort(new Error('aborted'));
  };

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.isSettled) return controller.abort(new Error('aborted'));
    this.controller = controller;
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (status < 200) return;
    this.status = status;
    this.headers = flatHeaders(headers);
    if (Number(this.headers['content-length'] ?? 0) > this.limits.maxResponseBytes) this.refuseSize(controller);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > this.limits.maxResponseBytes) this.refuseSize(controller);
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.isSettled) return;
    this.settle();
    this.resolve({ status: this.status ?? 0, headers: this.headers, body: Buffer.concat(this.chunks) });
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    this.fail(error);
  }

  private refuseSize(controller: Dispatcher.DispatchController): void {
    this.fail(new ResponseTooLargeError('The answer is larger than is accepted: ask for fewer records or fields.'));
    controller.abort(new Error('too large'));
  }

  private fail(cause: unknown): void {
    if (this.isSettled) return;
    this.settle();
    this.reject(new WireFailure(cause, this.controller !== undefined, this.status, this.headers));
  }

  private settle(): void {
    this.isSettled = true;
    this.limits.signal.removeEventListener('abort', this.abort);
  }
}

/** Each header once, a repeated one with commas. */
export function flatHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
