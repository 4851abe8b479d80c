import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { CustomFetch } from 'openid-client';
import { request, type Dispatcher } from 'undici';
import { createEgress, type Egress } from '#connectors';
import { Environment } from '../../config/environment.js';

const deadlineMs = 10_000;
const maxBytes = 1_000_000;

/** Requests to identity providers, through the guarded way out. */
@Injectable()
export class ProviderRequestsService implements OnApplicationShutdown {
  private readonly egress: Egress;

  constructor({ allowedHosts, outgoingProxy }: Environment) {
    this.egress = createEgress({ allowedHosts, proxyUrl: outgoingProxy });
  }

  /** For `openid-client`: no redirects, ten seconds, a megabyte. */
  readonly fetch: CustomFetch = (url, options) => this.within(deadlineMs, url, options);

  /** The same, in so much time. */
  async within(deadlineMs: number, ...[url, { method, headers, body }]: Parameters<CustomFetch>): Promise<Response> {
    const answer = await request(this.egress.checkUrl(url), {
      dispatcher: this.egress.dispatcher,
      method: method as Dispatcher.HttpMethod,
      headers,
      ...(body != null && { body: bodyOf(body) }),
      signal: AbortSignal.timeout(deadlineMs),
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new Error('The answer of the identity provider is larger than a megabyte.');
      chunks.push(chunk);
    }
    const hasBody = ![204, 205, 304].includes(answer.statusCode);
    return new Response(hasBody ? Buffer.concat(chunks) : null, {
      status: answer.statusCode,
      headers: Object.entries(answer.headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((each): [string, string] => [name, each]),
      ),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.egress.close();
  }
}

function bodyOf(body: NonNullable<Parameters<CustomFetch>[1]['body']>): string | Uint8Array {
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError('A request to an identity provider has a form or text as its body.');
}
