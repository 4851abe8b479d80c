import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** Where the script is served. */
export const chatScriptPath = '/chat/attache-chat.js';

/** The script of the chat, and the tag that tells one build from another. */
export interface ChatScript {
  readonly text: string;
  readonly etag: string;
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

async function load(): Promise<ChatScript> {
  let failure: unknown;
  for (const place of places) {
    try {
      const text = await readFile(new URL(place, import.meta.url), 'utf8');
      return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
    } catch (error) {
      failure = error;
    }
  }
  throw new Error('The script of the chat is not built; run `npm run build`.', { cause: failure });
}
