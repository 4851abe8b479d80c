import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** An answer that was ready but not sent. Its status and headers are on the response. */
export type AfterAnswer = (body: Buffer) => void;

type Chunk = string | Uint8Array;
type Written = (chunk: Chunk) => boolean;

function isChunk(value: unknown): value is Chunk {
  return typeof value === 'string' || value instanceof Uint8Array;
}

function setHeaders(response: ServerResponse, headers: OutgoingHttpHeaders): void {
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, value);
  }
}

/** Lets a request be handled, but keeps its answer from going out; `then` decides what the caller gets instead. */
export function holdAnswer(response: ServerResponse, then: AfterAnswer): void {
  const chunks: Buffer[] = [];
  const { write, end, writeHead } = response;
  const keep: Written = (chunk) => chunks.push(Buffer.from(chunk as string)) > 0;
  const held = {
    writeHead: (status: number, ...rest: readonly unknown[]) => {
      response.statusCode = status;
      const headers = rest.find((part) => typeof part === 'object' && part !== null);
      setHeaders(response, (headers ?? {}) as OutgoingHttpHeaders);
      return response;
    },
    write: keep,
    end: (chunk?: unknown) => {
      if (isChunk(chunk)) keep(chunk);
      Object.assign(response, { write, end, writeHead });
      response.removeHeader('content-length');
      then(Buffer.concat(chunks));
      return response;
    },
  };
  Object.assign(response, held);
}
