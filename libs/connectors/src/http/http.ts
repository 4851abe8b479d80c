import type { Static, TSchema, TUnknown } from 'typebox';
import type { Egress } from './egress.js';
import { createCaller, createDownloader } from './call.js';
import type { Content } from './content.js';
import type { FaultInterpreter } from './answer.js';
import type { HttpExchange } from './exchange.js';
import type { HeededRateLimit } from './rate-limit.js';

export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** A value in a path or a query. */
export type HttpValue = string | number | boolean;

/** What a call carries besides its path template. */
export interface HttpCall<Answer extends TSchema = TSchema> {
  /** Values of `{name}` in the path template; always encoded, and never a `.` or `..` segment. */
  readonly path?: Readonly<Record<string, HttpValue>>;
  readonly query?: Readonly<Record<string, HttpValue | readonly HttpValue[] | undefined>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, HttpValue | undefined>>;
  /** A file as the body; it is streamed, so that the call is never repeated. */
  readonly content?: Content;
  readonly headers?: Readonly<Record<string, string>>;
  /** What a successful answer must look like; `data` has its type. */
  readonly answer?: Answer;
  /** The name of another of the connector's `origins`; its base URL when left out. */
  readonly origin?: string;
  /** A POST that only reads, such as a search: it may be repeated. */
  readonly isRead?: boolean;
}

/** A successful answer; `data` is undefined when the body was empty. */
export interface HttpAnswer<Data> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: Data;
}

/** Sends one call and returns its successful answer; throws `ConnectorError`s only. */
export type Send = <Answer extends TSchema = TUnknown>(
  pathTemplate: string,
  call?: HttpCall<Answer>,
) => Promise<HttpAnswer<Static<Answer>>>;

/** The only way out for a connector. */
export interface ConnectorHttp {
  readonly get: Send;
  readonly post: Send;
  readonly patch: Send;
  readonly put: Send;
  readonly delete: Send;
  /** Opens a file, which flows as it is read; close the stream when it is not read to its end. */
  readonly download: (
    pathTemplate: string,
    call?: Omit<HttpCall, 'json' | 'form' | 'content' | 'answer'>,
  ) => Promise<Content>;
}

/** What authorizes a call; merged into it last, and only ever sent to the base URL's origin, or one of `origins`. */
export interface CallAuthorization {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Merged into a JSON object or form body. */
  readonly body?: Readonly<Record<string, string>>;
  /** Values for `{name}` in path templates. */
  readonly path?: Readonly<Record<string, string>>;
}

/** One attempt on the wire; holds neither secrets nor values of the path or query. */
export interface HttpTrace {
  readonly method: HttpMethod;
  readonly host: string;
  readonly pathTemplate: string;
  /** Undefined when no answer came. */
  readonly status: number | undefined;
  readonly durationMs: number;
  /** From 1. */
  readonly attempt: number;
  /** Length of the answer's body. */
  readonly bytes: number;
}

/** How `createConnectorHttp` is to behave. */
export interface ConnectorHttpOptions {
  readonly egress: Pick<Egress, 'dispatcher' | 'checkUrl'>;
  /** https, or http on a host that the operator lists; a path in it is kept. */
  readonly baseUrl: string;
  /** Other base URLs, by name; the same rules hold for them. */
  readonly origins?: Readonly<Record<string, string>>;
  readonly authorize?: (request: { readonly method: HttpMethod; readonly pathTemplate: string }) => CallAuthorization;
  readonly interpretFault?: FaultInterpreter;
  /** Where nothing remains, calls wait for up to 2 s, or fail with `vendor-rate-limited` without being sent. */
  readonly rateLimit?: HeededRateLimit;
  /** Makes writes repeatable: the vendor's header, and a key that stays the same for the same write. */
  readonly idempotency?: { readonly header: string; readonly key: string };
  /** Total time for a call, retries included; 20,000 by default. */
  readonly timeoutMs?: number;
  /** 10 MB by default. */
  readonly maxResponseBytes?: number;
  /** Of a file that is downloaded; 250 MB by default. */
  readonly maxContentBytes?: number;
  /** Attempts in all, where repeating is safe; 3 by default. */
  readonly maxAttempts?: number;
  readonly signal?: AbortSignal;
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly onTrace?: (trace: HttpTrace) => void;
  /** For whoever looks on: each request and its answer, what authorizes hidden. It costs time; leave it out otherwise. */
  readonly onExchange?: (exchange: HttpExchange) => void;
  /** From 0 to 1, for the jitter of waits. */
  readonly random?: () => number;
}

/** Makes the guarded `http` of one run; throws `EgressDeniedError` when the base URL may not be called. */
export function createConnectorHttp(options: ConnectorHttpOptions): ConnectorHttp {
  const call = createCaller(options);
  const send =
    (method: HttpMethod): Send =>
    (pathTemplate, parts) =>
      call(method, pathTemplate, parts ?? {});
  const download = createDownloader(options);
  return {
    ...{ get: send('GET'), post: send('POST'), patch: send('PATCH'), put: send('PUT'), delete: send('DELETE') },
    download: (pathTemplate, parts) => download(pathTemplate, parts ?? {}),
  };
}
