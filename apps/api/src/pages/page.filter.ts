import { Catch, Injectable, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { knownError } from '../http/problem.filter.js';
import type { ProblemCode } from '../http/problems.js';
import { exits, type ExitName } from './exits.js';
import { PagesService } from './pages.service.js';

/** What a problem means to a person who looks at a page. */
const exitsOfProblems: Readonly<Partial<Record<ProblemCode, ExitName>>> = {
  'too-many-attempts': 'too-many-attempts',
  'not-found': 'link-unknown',
  'body-too-large': 'form-refused',
  'media-type-unsupported': 'form-refused',
  'origin-forbidden': 'form-refused',
};

/** Answers every error of a page with a page. */
@Catch()
@Injectable()
export class PageFilter implements ExceptionFilter {
  private readonly logger = new Logger('pages');

  constructor(private readonly pages: PagesService) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const known = knownError(error);
    const exit = (known && exitsOfProblems[known.code]) ?? 'internal';
    const { retryAfterSeconds } = known?.extensions ?? {};
    if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', Math.ceil(retryAfterSeconds));
    if (exit === 'internal') {
      const route = request.routeOptions.url;
      this.logger.error({ err: error, requestId: request.id, method: request.method, route }, 'unexpected error');
    }
    const page = { kind: 'exit', exit, reference: request.id } as const;
    void reply.send(this.pages.send(request, reply, { page, status: exits[exit].status }));
  }
}
