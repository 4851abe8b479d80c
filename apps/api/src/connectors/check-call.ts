import {
  VendorTimeoutError,
  VendorUnauthorizedError,
  VendorUnavailableError,
  VendorUnreachableError,
} from '#connectors';
import type { CallAuthorization, ConnectorError, Egress } from '#connectors';
import { request } from 'undici';

const timeoutMs = 10_000;

/** How a call that only checks what authorizes it was answered. */
export interface CheckAnswer {
  readonly status: number;
}

/**
 * Asks an address whether it takes what authorizes the call: any answer of 2xx says so. Nothing of the answer is read.
 * @throws {EgressDeniedError}; {VendorUnauthorizedError} and other connector errors
 */
export async function callCheckUrl(
  egress: Pick<Egress, 'checkUrl' | 'dispatcher'>,
  checkUrl: string,
  { headers = {}, query = {} }: CallAuthorization,
): Promise<CheckAnswer> {
  const url = egress.checkUrl(checkUrl);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const status = await send(egress, url, headers);
  if (status >= 200 && status < 300) return { status };
  throw refusal(status);
}

async function send({ dispatcher }: Pick<Egress, 'dispatcher'>, url: URL, headers: Readonly<Record<string, string>>) {
  try {
    const own = { accept: '*/*', 'user-agent': 'Attache', ...headers };
    const answer = await request(url, { dispatcher, headers: own, signal: AbortSignal.timeout(timeoutMs) });
    await answer.body.dump({ limit: 65_536 });
    return answer.statusCode;
  } catch (cause) {
    const { code, name } = cause as { readonly code?: unknown; readonly name?: unknown };
    if (code === 'egress-denied') throw cause;
    if (name === 'TimeoutError')
      throw new VendorTimeoutError('The authorization check URL does not answer.', { cause });
    throw new VendorUnreachableError('The authorization check URL cannot be reached.', { cause });
  }
}

function refusal(status: number): ConnectorError {
  if (status === 401 || status === 403) {
    return new VendorUnauthorizedError('The authorization check URL refuses what was entered.', { status });
  }
  return new VendorUnavailableError(`The authorization check URL answers ${status} instead of 2xx.`, { status });
}
