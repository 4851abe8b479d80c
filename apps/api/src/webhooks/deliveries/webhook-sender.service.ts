import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createEgress, type Egress } from '#connectors';
import { Webhook as Signer } from 'standardwebhooks';
import { request, type Dispatcher } from 'undici';
import { Environment } from '../../config/environment.js';

/** Why a delivery was not taken. */
export const deliveryErrorCodes = ['refused', 'redirected', 'timeout', 'unreachable', 'egress-denied'] as const;

/** What is sent, where to, and the secrets that sign it. */
export interface Message {
  readonly url: string;
  readonly eventId: string;
  readonly payload: string;
  /** The one in force first. */
  readonly secrets: readonly string[];
}

/** What a receiver answered, as much of it as is shown. */
export interface ReceiverAnswer {
  readonly headers: Readonly<Record<string, string>>;
  /** The beginning of the body. */
  readonly body: string;
}

/** How one attempt ended; without an error code it was taken. */
export interface DeliveryOutcome {
  readonly at: Date;
  readonly durationMs: number;
  readonly status: number | null;
  readonly errorCode: (typeof deliveryErrorCodes)[number] | null;
  readonly retryAfterSeconds?: number;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** Where it was asked for. */
  readonly answer?: ReceiverAnswer;
}

const deadlineMs = 10_000;
/** Several webhooks of one origin, each with its share of lanes: one that hangs leaves room for the others. */
const maxConnectionsPerOrigin = 64;
/** No more is read of an answer's body than this, and shown of it. */
const readBytes = 16_384;
const shownCharacters = 2_000;

/** Sends signed messages (Standard Webhooks), through a guard and connections of their own: receivers are slower than vendors. */
@Injectable()
export class WebhookSenderService implements OnApplicationShutdown {
  private readonly egress: Egress;

  constructor({ allowedHosts, outgoingProxy }: Environment) {
    this.egress = createEgress({ allowedHosts, proxyUrl: outgoingProxy, maxConnectionsPerOrigin });
  }

  /** Why an address may not be called; undefined when nothing speaks against it. */
  refusal(url: string): string | undefined {
    try {
      this.egress.checkUrl(url);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** Sends a message once; follows no redirect, and reads no more of the answer than its head unless the body is to be shown. */
  async send(message: Message, { isShown = false } = {}): Promise<DeliveryOutcome> {
    const at = new Date();
    const began = performance.now();
    const requestHeaders = headersOf(message, at);
    const took = () => ({ at, durationMs: Math.round(performance.now() - began), requestHeaders });
    try {
      const { dispatcher } = this.egress;
      const signal = AbortSignal.timeout(deadlineMs);
      const { url, payload: body } = message;
      const answer = await request(url, { dispatcher, method: 'POST', headers: requestHeaders, body, signal });
      const retryAfterSeconds = secondsOf(answer.headers['retry-after'], at);
      const shown = isShown ? { answer: await read(answer) } : {};
      if (!isShown) void answer.body.dump({ limit: readBytes }).catch(() => undefined);
      return {
        ...{ ...took(), status: answer.statusCode, errorCode: judge(answer.statusCode), ...shown },
        ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      };
    } catch (error) {
      return { ...took(), status: null, errorCode: codeOf(error) };
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.egress.close();
  }
}

function headersOf({ eventId, payload, secrets }: Message, at: Date): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Attache',
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(eventId, at, payload)).join(' '),
  };
}

function judge(status: number): DeliveryOutcome['errorCode'] {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirected' : 'refused';
}

function codeOf(error: unknown): DeliveryOutcome['errorCode'] {
  const { name, code } = error as { readonly name?: string; readonly code?: string };
  if (code === 'egress-denied') return 'egress-denied';
  return name === 'TimeoutError' ? 'timeout' : 'unreachable';
}

/** Seconds or a date (RFC 9110 section 10.2.3); undefined for anything else. */
function secondsOf(header: string | string[] | undefined, now: Date): number | undefined {
  if (typeof header !== 'string' || header.trim() === '') return undefined;
  const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now.getTime()) / 1_000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : undefined;
}

/** The beginning of an answer; a body that never ends is cut off at the deadline. */
async function read({ headers, body }: Dispatcher.ResponseData): Promise<ReceiverAnswer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= readBytes) break;
    }
  } catch {
    // The status is known; what there is of the body is shown.
  }
  const text = new TextDecoder().decode(Buffer.concat(chunks).subarray(0, readBytes));
  const contentType = headers['content-type'];
  return {
    headers: typeof contentType === 'string' ? { 'content-type': contentType } : {},
    body: text.slice(0, shownCharacters),
  };
}
