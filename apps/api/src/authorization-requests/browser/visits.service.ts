import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../../config/environment.js';
import { ProblemError } from '../../http/problem.js';
import { comesFromElsewhere } from '../../pages/forms.js';
import { PagesService } from '../../pages/pages.service.js';
import { sessionCookieName } from '../../sessions/session-cookie.js';
import { browserTokenOf, ensureBrowserToken } from './browser-cookie.js';
import type { Visit, Visitor } from './visit.js';

/** Between requests of browsers and visits: who comes, and how they are answered. */
@Injectable()
export class VisitsService {
  private readonly publicOrigin: string;

  constructor(
    private readonly environment: Environment,
    private readonly pages: PagesService,
  ) {
    this.publicOrigin = new URL(environment.publicUrl).origin;
  }

  /** The visitor as they come. */
  of(request: FastifyRequest): Visitor {
    return {
      browserToken: browserTokenOf(request, this.environment),
      sessionToken: request.cookies[sessionCookieName(this.environment)],
      address: request.ip,
    };
  }

  /** The visitor, in a browser that is known from now on. */
  bound(request: FastifyRequest, reply: FastifyReply): Visitor & { readonly browserToken: string } {
    return { ...this.of(request), browserToken: ensureBrowserToken(request, reply, this.environment) };
  }

  /**
   * A page elsewhere could post our forms; the provider might then answer without asking anybody.
   * @throws {ProblemError} `origin-forbidden`
   */
  refuseOtherSites(request: FastifyRequest): void {
    if (comesFromElsewhere(request, this.publicOrigin)) {
      throw new ProblemError('origin-forbidden', 'The form was posted from another site.');
    }
  }

  /** Answers with a page, or leads elsewhere by GET (303). */
  answer(request: FastifyRequest, reply: FastifyReply, visit: Visit): string {
    if (!('location' in visit)) return this.pages.send(request, reply, visit);
    void reply
      .status(303)
      .header('location', visit.location)
      .header('cache-control', 'no-store')
      // As on the pages of authorizations: any other word on the way would part the window from the page that opened it.
      .header('cross-origin-opener-policy', 'unsafe-none');
    return '';
  }
}
