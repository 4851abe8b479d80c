import { createHash } from 'node:crypto';
import { Injectable, SetMetadata, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, mergeMap, type Observable } from 'rxjs';
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
    const claimed = this.idempotency.claim(request.caller, key, fingerprintOf(request));
    const reply = http.getResponse<FastifyReply>();
    return from(claimed).pipe(
      mergeMap((claim) => ('settle' in claim ? carryOut(claim, next, reply) : replay(claim, reply))),
    );
  }
}

function carryOut(first: FirstRequest, next: CallHandler, reply: FastifyReply): Observable<unknown> {
  return next.handle().pipe(
    mergeMap(async (body: unknown) => {
      await first.settle({ status: reply.statusCode, body });
      return body;
    }),
    catchError(async (error: unknown) => {
      await first.forget();
      throw error;
    }),
  );
}

async function replay(answer: StoredAnswer, reply: FastifyReply): Promise<unknown> {
  void reply.status(answer.status).header('idempotent-replayed', 'true');
  return answer.body;
}

function fingerprintOf(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('base64url');
}
