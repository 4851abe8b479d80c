import { Injectable } from '@nestjs/common';
import { AuthorizationResponseError } from 'openid-client';
import { Environment } from '../../config/environment.js';
import { AttemptLimitsService } from '../../members/attempt-limits.service.js';
import { SingleSignOnExitError } from '../exits.js';
import { personOf } from '../people/claims.js';
import { PeopleService } from '../people/people.service.js';
import { ProvidersService, type Identified } from '../providers/providers.service.js';
import { isUnreachable } from '../providers/reasons.js';
import type { SingleSignOn } from '../single-sign-on.entity.js';
import { SingleSignOnService } from '../single-sign-on.service.js';
import { AttemptsService, type TakenAttempt } from './attempts.service.js';

/** Somebody who has come back from the provider and may come in. */
export interface SignedOn {
  readonly memberId: string;
  /** How the provider has named them, and by which settings. */
  readonly settings: SingleSignOn;
  readonly identified: Identified;
  readonly returnTo: string;
}

/** The way of a browser to the provider and back. */
@Injectable()
export class SignOnsService {
  constructor(
    private readonly settings: SingleSignOnService,
    private readonly providers: ProvidersService,
    private readonly attempts: AttemptsService,
    private readonly people: PeopleService,
    private readonly limits: AttemptLimitsService,
  ) {}

  /**
   * Where to send a browser.
   * @throws {SingleSignOnExitError}; {ProblemError} `too-many-attempts`
   */
  async begin(
    { publicUrl }: Pick<Environment, 'publicUrl'>,
    browser: string,
    { address, returnTo }: { readonly address: string; readonly returnTo: string },
  ): Promise<string> {
    await this.limits.take('single-sign-on', address);
    const row = await this.settings.findAny();
    if (row === undefined) throw new SingleSignOnExitError('not-configured');
    const checks = await this.attempts.begin(row, browser, ownPath(returnTo));
    try {
      return (await this.providers.authorizationUrl(row, checks, callbackUrlOf(publicUrl))).href;
    } catch (cause) {
      throw new SingleSignOnExitError('unreachable', { cause });
    }
  }

  /**
   * Who has come back.
   * @param url of the callback, with all that the provider has added
   * @throws {SingleSignOnExitError}; {ProblemError} `too-many-attempts`
   */
  async finish(url: URL, browser: string, address: string): Promise<SignedOn> {
    const attempt = await this.attempts.take(url.searchParams.get('state') ?? '', browser);
    if (attempt === undefined) {
      await this.limits.take('single-sign-on', address);
      throw new SingleSignOnExitError('over');
    }
    const row = await this.settings.findAny();
    const isSame = row?.id === attempt.singleSignOnId && row.version === attempt.version;
    if (row === undefined || !isSame) throw new SingleSignOnExitError('over');
    const identified = await this.identify(row, url, attempt);
    const memberId = await this.people.admit(row, personOf(identified.claims, row.groupsClaim));
    await this.limits.giveBack('single-sign-on', address);
    return { memberId, settings: row, identified, returnTo: attempt.returnTo };
  }

  private async identify(row: SingleSignOn, url: URL, attempt: TakenAttempt): Promise<Identified> {
    try {
      return await this.providers.identify(row, { url, ...attempt });
    } catch (cause) {
      const isDenied = cause instanceof AuthorizationResponseError && cause.error === 'access_denied';
      const exit = isUnreachable(cause) ? 'unreachable' : 'refused';
      throw new SingleSignOnExitError(isDenied ? 'denied' : exit, { cause });
    }
  }
}

/** The address that is registered at the provider. */
export function callbackUrlOf(publicUrl: string): string {
  return `${publicUrl}/sign-in/sso/callback`;
}

/** Only a path of ours: whoever sends a link to sign in must not choose where it ends. */
export function ownPath(returnTo: string): string {
  const base = 'http://here.invalid';
  const url = returnTo.startsWith('/') && returnTo.length <= 2000 ? URL.parse(returnTo, base) : null;
  return url?.origin === base ? `${url.pathname}${url.search}${url.hash}`.replace(/^\/{2,}/, '/') : '/';
}
