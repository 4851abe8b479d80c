import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createEgress, type Egress } from '#connectors';
import { Webhook as Signer } from 'standardwebhooks';
import { request } from 'undici';
import { Environment } from '../config/environment.js';
import { EncryptionService, type SealedColumn } from '../encryption/encryption.service.js';
import type { Webhook, WebhookDelivery } from './webhook.entity.js';

/** Why a delivery was not taken. */
export const deliveryErrorCodes = ['refused', 'redirected', 'timeout', 'unreachable', 'egress-denied'] as const;

/** How one attempt ended; without an error code it was taken. */
export interface DeliveryOutcome {
  readonly status: number | null;
  readonly errorCode: (typeof deliveryErrorCodes)[number] | null;
}

const deadlineMs = 10_000;
/** A receiver that hangs holds no more than these. */
const maxConnectionsPerOrigin = 16;

/** Where the secret of a webhook is kept. */
export function secretPlace(id: string): SealedColumn {
  return { table: 'webhooks', column: 'secret_sealed', id };
}

/** Sends signed messages (Standard Webhooks), through a guard and connections of their own: receivers are slower than vendors. */
@Injectable()
export class WebhookSenderService implements OnApplicationShutdown {
  private readonly egress: Egress;

  constructor(
    { allowedHosts, outgoingProxy }: Environment,
    private readonly encryption: EncryptionService,
  ) {
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

  /** Sends a message once; follows no redirect, and reads no more of the answer than its status. */
  async send(webhook: Webhook, { eventId, payload }: WebhookDelivery): Promise<DeliveryOutcome> {
    const secret = await this.encryption.open(webhook.secretSealed, secretPlace(webhook.id));
    const now = new Date();
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Attache',
      'webhook-id': eventId,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': new Signer(secret).sign(eventId, now, payload),
    };
    try {
      const { dispatcher } = this.egress;
      const signal = AbortSignal.timeout(deadlineMs);
      const answer = await request(webhook.url, { dispatcher, method: 'POST', headers, body: payload, signal });
      void answer.body.dump();
      return { status: answer.statusCode, errorCode: judge(answer.statusCode) };
    } catch (error) {
      return { status: null, errorCode: codeOf(error) };
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.egress.close();
  }
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
