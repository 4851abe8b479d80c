import { api, type Schema } from '../../../../api/client.ts';
import { problemOf, unreachable } from '../../../../api/problem.ts';
import type { ActionPlace } from '../../actions.queries.ts';

/** How far a file has got; how large it is is not always known. */
export interface Progress {
  readonly doneBytes: number;
  readonly totalBytes: number | undefined;
}

/** Where a file goes to, or comes from. */
export interface TransferPlace extends ActionPlace {
  readonly name: string;
}

/** How a transfer is followed, and broken off. */
export interface Following {
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** A file that came from a system. */
export interface ReceivedFile {
  readonly name: string;
  readonly blob: Blob;
}

type RunBody = Schema<'CreateRunDto'>;

/** Runs an operation with a file as what it takes; throws `ApiProblem`. */
export async function sendFile(place: TransferPlace, body: RunBody, file: File, following: Following) {
  const { answer, status } = await put(contentPath(place, body, file), file, following);
  const response = new Response(answer, { status, headers: { 'content-type': 'application/json' } });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Schema<'RunResultView'>;
}

/** Runs an operation that gives a file, and brings the file; throws `ApiProblem`. */
export async function getFile(place: TransferPlace, body: RunBody, { onProgress, signal }: Following) {
  const { response, data } = await api.POST('/v1/bots/{botId}/actions/{connectorId}/operations/{name}/content', {
    ...{ params: { path: place }, body, signal, parseAs: 'stream' },
  });
  const { headers } = response;
  const totalBytes = Number(headers.get('content-length')) || undefined;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let doneBytes = 0;
  const reader = (data as ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined)?.getReader();
  try {
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      parts.push(part.value);
      doneBytes += part.value.byteLength;
      onProgress({ doneBytes, totalBytes });
    }
  } catch (error) {
    throw unreachable(error);
  }
  const type = headers.get('content-type') ?? 'application/octet-stream';
  return { name: nameIn(headers.get('content-disposition')), blob: new Blob(parts, { type }) };
}

/** Hands a file over to the browser, which keeps it where it keeps what is downloaded. */
export function keepFile({ name, blob }: ReceivedFile): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The name in a `Content-Disposition` (RFC 6266). */
export function nameIn(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1] ?? 'file';
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** Where a file is sent, with the input beside it. */
export function contentPath({ botId, connectorId, name }: TransferPlace, body: RunBody, file: Pick<File, 'type'>) {
  const { input = {}, endUserId, channel } = body;
  const query = new URLSearchParams({ input: JSON.stringify(input) });
  for (const [key, value] of Object.entries({ endUserId, channel, mediaType: file.type || undefined })) {
    if (value !== undefined) query.set(key, value);
  }
  const parts = [botId, 'actions', connectorId, 'operations', name].map(encodeURIComponent).join('/');
  return `/v1/bots/${parts}/content?${query}`;
}

interface Answer {
  readonly status: number;
  readonly answer: string;
}

/** `fetch` does not tell how much of a body is sent. */
function put(path: string, file: File, { onProgress, signal }: Following): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', path);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded }) => onProgress({ doneBytes: loaded, totalBytes: file.size });
    request.onload = () => resolve({ status: request.status, answer: request.responseText });
    request.onerror = () => reject(unreachable(new Error('The file could not be sent.')));
    request.onabort = () => reject(new DOMException('The transfer was broken off.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
