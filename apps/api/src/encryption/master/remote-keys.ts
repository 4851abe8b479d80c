import { setTimeout as sleep } from 'node:timers/promises';
import { parseKey } from '#auth-profiles';
import { KeyServiceUnavailableError, remotePrefix, type KeyService } from './key-service.js';

/** Where a key service is, and what it knows us by. */
export interface RemoteKeysOptions {
  readonly url: string;
  readonly token?: string | undefined;
  /** How long one request may take: 5 seconds unless told. */
  readonly timeoutMs?: number;
  /** Pauses between tries: two unless told. */
  readonly pausesMs?: readonly number[];
}

/** An answer that another try would not change. */
class RefusedError extends Error {}

const stored = new RegExp(`^${remotePrefix}([\\w.-]{1,100}):(.{1,8000})$`, 's');

/**
 * A key service over HTTP, whose protocol docs/operations.md tells: `POST /wrap` and `POST /unwrap` with JSON. Redirects are not
 * followed, and nothing of what was sent or answered is in an error.
 */
export function remoteKeys(options: RemoteKeysOptions): KeyService {
  return {
    kind: 'remote',
    async wrap(dataKeyId, key) {
      const sent = { context: `data-keys/${dataKeyId}`, key: Buffer.from(key).toString('base64url') };
      const { keyId, wrapped } = await ask(options, 'wrap', sent);
      const text = `${remotePrefix}${String(keyId)}:${String(wrapped)}`;
      if (typeof keyId !== 'string' || typeof wrapped !== 'string' || !stored.test(text)) throw broken('wrap');
      return text;
    },
    async unwrap(dataKeyId, text) {
      const [, keyId, wrapped] = stored.exec(text) ?? [];
      const { key } = await ask(options, 'unwrap', { context: `data-keys/${dataKeyId}`, keyId, wrapped });
      try {
        return parseKey(String(key));
      } catch {
        throw broken('unwrap');
      }
    },
    masterKeyOf: (text) => stored.exec(text)?.[1] ?? '',
  };
}

async function ask(
  options: RemoteKeysOptions,
  what: 'wrap' | 'unwrap',
  body: object,
): Promise<Record<string, unknown>> {
  const pauses = [...(options.pausesMs ?? [200, 1_000])];
  for (;;) {
    try {
      return await askOnce(options, what, body);
    } catch (cause) {
      const pauseMs = pauses.shift();
      if (cause instanceof KeyServiceUnavailableError) throw cause;
      if (pauseMs === undefined || cause instanceof RefusedError) {
        const reason = cause instanceof RefusedError ? cause.message : 'does not answer';
        throw new KeyServiceUnavailableError(
          `The key service ${reason} (${what}): look at ATTACHE_KEY_SERVICE_URL, at its token and at the service itself.`,
          { cause },
        );
      }
      await sleep(pauseMs);
    }
  }
}

async function askOnce({ url, token, timeoutMs = 5_000 }: RemoteKeysOptions, what: string, body: object) {
  const response = await fetch(`${url.replace(/\/+$/, '')}/${what}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.status >= 500 || response.status === 429) throw new Error(`It answers ${response.status}.`);
  if (response.status !== 200) throw new RefusedError(`answers ${response.status}`);
  const answer: unknown = await response.json().catch(() => undefined);
  if (typeof answer !== 'object' || answer === null) throw broken(what);
  return answer as Record<string, unknown>;
}

function broken(what: string): KeyServiceUnavailableError {
  return new KeyServiceUnavailableError(
    `The key service answers '${what}' with something else than docs/operations.md says: look at ATTACHE_KEY_SERVICE_URL.`,
  );
}
