import { Injectable } from '@nestjs/common';
import { hashToken } from '#auth-profiles';
import { fieldOf, formTokenFor, hasFormToken } from '../../pages/forms.js';
import type { ChoicePage } from '../../pages/views/page.js';
import { ShutdownService } from '../../telemetry/shutdown.service.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import { AttemptsService } from '../browser/attempts.service.js';
import { RequestPagesService } from '../browser/request-pages.service.js';
import { resultPath, type Visit, type Visitor } from '../browser/visit.js';
import { ChoicesService, type Browser } from './choices.service.js';
import { CurrentRequestsService } from '../endings/current-requests.service.js';

/** What of several things an authorization is for, chosen by whoever has just authorized, in the same browser. */
@Injectable()
export class ChoiceVisitsService {
  constructor(
    private readonly requests: CurrentRequestsService,
    private readonly attempts: AttemptsService,
    private readonly pages: RequestPagesService,
    private readonly choices: ChoicesService,
    private readonly shutdown: ShutdownService,
  ) {}

  /** The page on which it is chosen, for the browser that finished. */
  async show(row: AuthorizationRequest, { browserToken }: Browser, alert?: ChoicePage['alert']): Promise<Visit> {
    const formToken = formTokenFor(browserToken, purposeOf(row.id));
    return this.pages.choice(row, { action: resultPath(row.id), formToken, alert });
  }

  /** Takes what was chosen; in any other browser, or too late, nothing is changed. */
  async choose(requestId: string, visitor: Visitor, form: unknown): Promise<Visit> {
    const { browserToken } = visitor;
    const row = browserToken === undefined ? undefined : await this.requests.find(requestId);
    const there = { location: resultPath(requestId) };
    if (browserToken === undefined || row?.status !== 'choice-required') return there;
    const browser = { ...visitor, browserToken };
    if (!(await this.attempts.isBrowserOf(row.finishingAttemptId, hashToken(browserToken)))) return there;
    if (!hasFormToken(form, browserToken, purposeOf(requestId))) {
      return { ...(await this.show(row, browser, 'press-again')), status: 409 };
    }
    const value = fieldOf(form, 'choice');
    if (row.choices?.some((choice) => choice.value === value) !== true) {
      return { ...(await this.show(row, browser, 'nothing-chosen')), status: 422 };
    }
    await this.shutdown.track(this.choices.take(row, browser, value));
    return there;
  }
}

function purposeOf(requestId: string): string {
  return `choice:${requestId}`;
}
