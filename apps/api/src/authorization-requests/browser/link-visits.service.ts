import { Injectable } from '@nestjs/common';
import { hashToken, isTokenShaped, isTypedGrant, startAuthorization, UrlParameterInvalidError } from '#auth-profiles';
import type { ResolvedAuthProfile } from '../../auth-profiles/resolved-auth-profile.js';
import { AttemptLimitsService } from '../../members/attempt-limits.service.js';
import { formTokenFor, hasFormToken } from '../../pages/forms.js';
import type { LandingPage } from '../../pages/views/page.js';
import { SimulatorService } from '../../simulator/simulator.service.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import { credentialForm, readCredentials } from '../credentials/credential-form.js';
import { CredentialVisitsService, type Submission } from '../credentials/credential-visits.service.js';
import { CurrentRequestsService } from '../endings/current-requests.service.js';
import { AttemptsService, maxAttempts } from './attempts.service.js';
import { questionsOf, type OpenLink } from './questions.js';
import { RequestPagesService } from './request-pages.service.js';
import { plainExit, resultPath, type Visit, type Visitor } from './visit.js';

/** A visitor to a link, in a browser that is bound by a secret: a new one where its cookie did not come. */
interface LinkVisitor extends Visitor {
  readonly token: string;
  readonly browserToken: string;
}

/** Ways on from a link: to a provider, real or simulated, or by what is typed in right there. */
@Injectable()
export class LinkTrips {
  constructor(
    readonly simulator: SimulatorService,
    readonly credentials: CredentialVisitsService,
  ) {}
}

/** What people do with a link: look, continue to the provider, or say that it was not them. */
@Injectable()
export class LinkVisitsService {
  constructor(
    private readonly requests: CurrentRequestsService,
    private readonly attempts: AttemptsService,
    private readonly pages: RequestPagesService,
    private readonly limits: AttemptLimitsService,
    private readonly trips: LinkTrips,
  ) {}

  /** Shows a link; how its request stands is not changed by it, since robots open links too. */
  async show(visitor: LinkVisitor): Promise<Visit> {
    const found = await this.find(visitor);
    if (!('row' in found)) return found;
    await this.requests.noteOpened(found.row);
    return { page: await this.landing(found, visitor) };
  }

  /** Begins a trip to the provider, a new one each time, in this browser; or takes what was typed in instead. */
  async begin(visitor: LinkVisitor, form: unknown): Promise<Visit> {
    const found = await this.find(visitor);
    if (!('row' in found)) return found;
    const { row, profile } = found;
    if (!hasFormToken(form, visitor.browserToken, purposeOf(found))) return this.again(found, visitor, form);
    const questions = questionsOf(found, form);
    const isTyped = isTypedGrant(profile.grantType);
    const read = isTyped ? readCredentials(found, form) : undefined;
    if (isTyped && read === undefined) return this.misconfigured(row);
    if (read?.isFaulty === true || questions.some(({ fault }) => fault !== undefined)) {
      return { page: await this.landing(found, visitor, { alert: 'errors', form }), status: 422 };
    }
    const parameters = Object.fromEntries(questions.map(({ name, value }) => [name, value]));
    return this.goOn({ link: found, visitor, typed: read?.typed, parameters }, form);
  }

  private async goOn({ typed, ...trip }: Trip, form: unknown): Promise<Visit> {
    const { row } = trip.link;
    if ((await this.attempts.countOf(row.id)) >= maxAttempts) return this.pages.exit(row, 'attempts-used-up');
    if (typed !== undefined) return this.submit({ ...trip, typed }, form);
    return this.redirect(trip.link, trip.visitor, trip.parameters);
  }

  /** Has what was typed in checked; what is not accepted leaves the person on the page. */
  private async submit(submission: Submission & { readonly visitor: LinkVisitor }, form: unknown): Promise<Visit> {
    const outcome = await this.trips.credentials.submit(submission);
    if (outcome !== 'busy' && !('alert' in outcome)) return outcome;
    const { alert, message } = outcome === 'busy' ? { alert: outcome, message: undefined } : outcome;
    const page = await this.landing(submission.link, submission.visitor, { alert, message, form });
    return { page, status: alert === 'system-unavailable' ? 502 : alert === 'busy' ? 409 : 422 };
  }

  private async redirect(
    { row, profile }: OpenLink,
    visitor: LinkVisitor,
    parameters: Readonly<Record<string, string>>,
  ): Promise<Visit> {
    const settings = settingsOf(profile, { ...parameters, ...row.parameters });
    if (settings === undefined) return this.misconfigured(row);
    const outcome = await this.trips.simulator.take(row, settings);
    if (outcome === 'expired-link') {
      const ended = await this.requests.end(row.id, { reason: 'expired', message: 'The link was not used in time.' });
      return this.pages.ending(ended, { isFinisher: false });
    }
    if (!(await this.requests.markRedirected(row.id, outcome))) return this.show(visitor);
    const { redirectUrl } = await startAuthorization(settings, {
      attempts: this.attempts.storeFor(parameters),
      authorizationRequestId: row.id,
      browserHash: hashToken(visitor.browserToken),
      expiresAt: row.expiresAt,
    });
    if (outcome !== undefined) await this.trips.simulator.plan(row, redirectUrl, outcome);
    return { location: redirectUrl };
  }

  /** Ends the request: whoever holds the link did not ask for it. */
  async decline(visitor: LinkVisitor, form: unknown): Promise<Visit> {
    const found = await this.find(visitor);
    if (!('row' in found)) return found;
    const { row } = found;
    if (!hasFormToken(form, visitor.browserToken, purposeOf(found))) return this.again(found, visitor, form);
    const message = 'Whoever opened the link said that they had not asked for it.';
    const ended = await this.requests.end(row.id, { reason: 'not-me', message });
    return this.pages.ending(ended, { isFinisher: false });
  }

  /** The page once more: the browser's cookie did not come, or the page was made for another one. */
  private async again(found: OpenLink, visitor: LinkVisitor, form: unknown): Promise<Visit> {
    return { page: await this.landing(found, visitor, { alert: 'press-again', form }), status: 409 };
  }

  /**
   * An open link, or what is to be shown instead. Unknown links are counted by address, so that nobody guesses in peace; a good one
   * opens nevertheless, so that nobody can shut others out who share the address.
   */
  private async find({ token, browserToken, address }: LinkVisitor): Promise<OpenLink | Visit> {
    const row = isTokenShaped(token) ? await this.requests.findByLink(hashToken(token)) : undefined;
    if (row === undefined) {
      await this.limits.check('authorization-link', address);
      await this.limits.countFailure('authorization-link', address);
      return plainExit('link-unknown');
    }
    if (row.status === 'completed') return this.pages.exit(row, 'already-used');
    if (row.reason !== null) return this.pages.exit(row, row.reason);
    if (row.status === 'proof-required' || row.status === 'choice-required') return this.unproven(row, browserToken);
    const profile = await this.pages.profileOf(row);
    return profile === undefined ? this.misconfigured(row) : { row, profile };
  }

  private async unproven(row: AuthorizationRequest, browserToken: string): Promise<Visit> {
    const isFinisher = await this.attempts.isBrowserOf(row.finishingAttemptId, hashToken(browserToken));
    return isFinisher ? { location: resultPath(row.id) } : this.pages.exit(row, 'elsewhere');
  }

  private async misconfigured(row: AuthorizationRequest): Promise<Visit> {
    const message = 'The auth profile of the action is gone, or its values do not fit: configure the action anew.';
    const { reason } = await this.requests.end(row.id, { reason: 'profile-misconfigured', message });
    return this.pages.exit(row, reason ?? 'profile-misconfigured');
  }

  private async landing(found: OpenLink, { token, browserToken }: LinkVisitor, again?: Again): Promise<LandingPage> {
    const judged = questionsOf(found, again?.form);
    const isJudged = again?.alert === 'errors';
    const questions = isJudged ? judged : judged.map((question) => ({ ...question, fault: undefined }));
    const formToken = formTokenFor(browserToken, purposeOf(found));
    const { alert, message } = again ?? {};
    const known = judged.filter(({ fault }) => fault === undefined).map(({ name, value }) => [name, value] as const);
    const form = { parameters: Object.fromEntries(known), form: again?.form, isJudged };
    const isTyped = isTypedGrant(found.profile.grantType);
    const credentials = isTyped ? credentialForm(found, this.pages.connectorOf(found.row), form) : undefined;
    return this.pages.landing(found.row, { token, formToken, alert, message, questions, credentials });
  }
}

/** A way on from a link, by what was typed in where that is the way. */
interface Trip extends Omit<Submission, 'typed'> {
  readonly visitor: LinkVisitor;
  readonly typed: Submission['typed'] | undefined;
}

/** Why the page comes again, and what was sent from it. */
interface Again {
  readonly alert: NonNullable<LandingPage['alert']>;
  readonly message?: string;
  readonly form: unknown;
}

/** A page that names one place is none for another. */
function purposeOf({ row, profile }: OpenLink): string {
  return `${row.linkHash}:${profile.registrationVersion}`;
}

function settingsOf(profile: ResolvedAuthProfile, parameters: Readonly<Record<string, string>>) {
  try {
    return profile.clientSettings(parameters);
  } catch (error) {
    if (error instanceof UrlParameterInvalidError) return undefined;
    throw error;
  }
}
