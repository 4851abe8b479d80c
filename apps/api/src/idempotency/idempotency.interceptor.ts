import { createHash } from 'node:crypto';
import {
  Injectable,
  Logger,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { AnyCaller } from '../http/caller.js';
import { knownError } from '../http/problem.filter.js';
import { RequestInvalidError } from '../http/problem.js';
import { IdempotencyService, type FirstRequest, type StoredAnswer } from './idempotency.service.js';

const OWN = Symbol('own-idempotency');

/** For routes that understand `Idempotency-Key` better than by replaying answers. */
export const OwnIdempotency = () => SetMetadata(OWN, true);

/**
 * The `Idempotency-Key` of a request, or undefined.
 * @throws {RequestInvalidError} when it is not 1 to 200 printable characters
 */
export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new RequestInvalidError([
    { pointer: 'Idempotency-Key', detail: 'It must be 1 to 200 printable characters without spaces.' },
  ]);
}

/** Makes every POST safe to repeat: the same key from the same caller is answered with the first answer. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger('idempotency');

  constructor(
    private readonly reflector: Reflector,
    private readonly idempotency: IdempotencyService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (request.method !== 'POST' || request.caller === undefined) return next.handle();
    if (request.headers['idempotency-key'] === undefined) return next.handle();
    if (this.reflector.get<boolean | undefined>(OWN, context.getHandler()) === true) return next.handle();
    const key = idempotencyKeyOf(request) ?? '';
    const reply = http.getResponse<FastifyReply>();
    const text = textOf(request);
    return from(this.answer(request.caller, { key, text }, { next, reply }));
  }

  private async answer(caller: AnyCaller, { key, text }: KeyedRequest, { next, reply }: Carrying): Promise<unknown> {
    const claim = await this.idempotency.claim(caller, key, fingerprintOf(text));
    return 'settle' in claim ? this.carryOut(claim, text, { next, reply }) : replay(claim, reply);
  }

  private async carryOut(first: FirstRequest, text: string, { next, reply }: Carrying): Promise<unknown> {
    let body: unknown;
    try {
      body = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      await (wasRefused(error) ? first.forget() : first.lose()).catch(this.complain);
      throw error;
    }
    // It is done: an answer that cannot be kept is no reason to say otherwise.
    await first.settle({ status: reply.statusCode, body }, text).catch(this.complain);
    return body;
  }

  private readonly complain = (error: unknown): void => {
    this.logger.warn({ err: error }, 'the outcome of a request with an idempotency key could not be kept');
  };
}

interface KeyedRequest {
  readonly key: string;
  /** Method, path and body. */
  readonly text: string;
}

interface Carrying {
  readonly next: CallHandler;
  readonly reply: FastifyReply;
}

/** Whether nothing was done: a problem says so, an error that nobody expected does not. */
function wasRefused(error: unknown): boolean {
  const known = knownError(error);
  return known !== undefined && known.code !== 'outcome-unknown' && known.code !== 'internal';
}

async function replay(answer: StoredAnswer, reply: FastifyReply): Promise<unknown> {
  void reply.status(answer.status).header('idempotent-replayed', 'true');
  return answer.body;
}

function textOf(request: FastifyRequest): string {
  return `${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`;
}

function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
