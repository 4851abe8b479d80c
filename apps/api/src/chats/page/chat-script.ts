import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import Negotiator from 'negotiator';

/** Where the script is served. */
export const chatScriptPath = '/chat/attache-chat.js';

/** How the script can travel, smallest first, and the file that is then sent: the build lays them side by side. */
const encodings = { br: '.br', gzip: '.gz', identity: '' } as const;

type Encoding = keyof typeof encodings;

/** The script of the chat, and the tag that tells one build from another. */
export interface ChatScript {
  readonly etag: string;
  readonly bodies: Readonly<Record<Encoding, Buffer>>;
}

/** Beside the built server; run from its sources, in the build of this repository. */
const places = ['../../../../chat/attache-chat.js', '../../../../../dist/apps/chat/attache-chat.js'];

let read: Promise<ChatScript> | undefined;

/** The script as it was built; read once. */
export function readChatScript(): Promise<ChatScript> {
  read ??= load().catch((error: unknown) => {
    read = undefined;
    throw error;
  });
  return read;
}

/** The smallest form that a browser understands. */
export function encodingFor(acceptEncoding: string | undefined): Encoding {
  const headers = { 'accept-encoding': (acceptEncoding ?? '').slice(0, 500) };
  const accepted = new Negotiator({ headers }).encodings(Object.keys(encodings));
  return (Object.keys(encodings) as Encoding[]).find((encoding) => accepted.includes(encoding)) ?? 'identity';
}

async function load(): Promise<ChatScript> {
  let failure: unknown;
  for (const place of places) {
    try {
      const body = (suffix: string) => readFile(new URL(`${place}${suffix}`, import.meta.url));
      const identity = await body(encodings.identity);
      const [br, gzip] = await Promise.all([body(encodings.br), body(encodings.gzip)]);
      const hash = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
      return { etag: `W/"${hash}"`, bodies: { identity, br, gzip } };
    } catch (error) {
      failure = error;
    }
  }
  throw new Error('The script of the chat is not built; run `npm run build`.', { cause: failure });
}
