import { Readable } from 'node:stream';
import { request, type Dispatcher } from 'undici';
import { EgressDeniedError, ResponseTooLargeError, VendorTimeoutError, VendorUnreachableError } from '../errors.js';
import { parseAnswer, type VendorAnswer } from './answer.js';
import type { Egress } from './egress.js';
import { flatHeaders, type WireRequest } from './wire.js';

/** Bytes on their way to or from a system, read once: a file. */
export interface Content {
  readonly stream: Readable;
  /** As somebody told: `application/octet-stream` when nobody did. */
  readonly mediaType: string;
  /** Missing when nobody knows before the end. */
  readonly sizeBytes?: number;
  /** Of a file. */
  readonly name?: string;
}

/** How long content may be on its way in all. */
export const contentTimeoutMs = 600_000;
const defaultMaxContentBytes = 250_000_000;
const maxFaultBytes = 64_000;
const maxRedirects = 3;
const redirects = [301, 302, 303, 307, 308];

/** Where to get content, and how long to wait for its first byte. */
export interface ContentOrder {
  readonly egress: Pick<Egress, 'dispatcher' | 'checkUrl'>;
  readonly request: WireRequest;
  /** Ends the wait for the head of the answer. */
  readonly signal: AbortSignal;
  /** 250 MB by default. */
  readonly maxContentBytes?: number;
}

/** The head of an answer whose content flows on, or a whole answer that is none. */
export type OpenedContent =
  { readonly status: number; readonly content: Content } | { readonly status: number; readonly fault: VendorAnswer };

/**
 * Opens content. A redirect is followed; what authorizes goes nowhere but to the first origin, since systems send people on to
 * short-lived addresses of their stores. Throws `VendorUnreachableError`, `VendorTimeoutError`, `EgressDeniedError`.
 */
export async function openContent(order: ContentOrder): Promise<OpenedContent> {
  const { signal } = order;
  const flow = new AbortController();
  const stopWaiting = (): void => flow.abort(signal.reason);
  if (signal.aborted) stopWaiting();
  signal.addEventListener('abort', stopWaiting);
  try {
    const { url, answer } = await follow(order, flow.signal);
    return await opened(order, { url, answer, flow });
  } catch (error) {
    if (error instanceof EgressDeniedError) throw error;
    if (signal.aborted) throw new VendorTimeoutError('The system did not answer in time: try again.', { cause: error });
    throw new VendorUnreachableError('The connection to the system broke: try again.', { cause: error });
  } finally {
    signal.removeEventListener('abort', stopWaiting);
  }
}

/** Reads content that is small, as bytes; throws `ResponseTooLargeError` for more than `maxBytes`. */
export async function readContent({ stream }: Content, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of limited(stream, maxBytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Content of a text, in UTF-8. */
export function textContent(text: string, mediaType = 'text/plain; charset=utf-8'): Content {
  const bytes = Buffer.from(text);
  return { stream: Readable.from([bytes]), mediaType, sizeBytes: bytes.length };
}

async function follow({ egress, request: first }: ContentOrder, signal: AbortSignal) {
  let url = new URL(first.origin + first.path);
  let isHome = true;
  for (let hop = 0; ; hop += 1) {
    // Who has led away may not choose what is called at home.
    isHome &&= url.origin === first.origin;
    const answer = await request(url, {
      dispatcher: egress.dispatcher,
      method: 'GET',
      headers: isHome ? { ...first.headers, accept: '*/*' } : { accept: '*/*' },
      signal,
    });
    const { location } = flatHeaders(answer.headers);
    const next = redirects.includes(answer.statusCode) && location !== undefined ? URL.parse(location, url.href) : null;
    if (next === null || hop === maxRedirects) return { url, answer };
    await answer.body.dump({ limit: maxFaultBytes });
    url = egress.checkUrl(next);
  }
}

interface Arrived {
  readonly url: URL;
  readonly answer: Dispatcher.ResponseData;
  readonly flow: AbortController;
}

async function opened({ maxContentBytes = defaultMaxContentBytes }: ContentOrder, { answer, flow }: Arrived) {
  const status = answer.statusCode;
  const headers = flatHeaders(answer.headers);
  if (status >= 300) {
    const body = await readContent({ stream: answer.body, mediaType: '' }, maxFaultBytes).catch(() => Buffer.alloc(0));
    return { status, fault: parseAnswer({ status, headers, body }) };
  }
  const sizeBytes = headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
  const timer = setTimeout(() => flow.abort(new Error('The content took too long.')), contentTimeoutMs);
  const end = (): void => {
    clearTimeout(timer);
    flow.abort(new Error('The content is not read any further.'));
  };
  const stream = Readable.from(limited(answer.body, maxContentBytes), { objectMode: false });
  stream.once('close', end);
  return {
    status,
    content: {
      stream,
      mediaType: headers['content-type'] ?? 'application/octet-stream',
      ...(sizeBytes !== undefined && { sizeBytes }),
    },
  };
}

async function* limited(stream: AsyncIterable<Buffer | string>, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > maxBytes)
      throw new ResponseTooLargeError(`The file is larger than ${maxBytes} bytes: it is not read on.`);
    yield buffer;
  }
}
