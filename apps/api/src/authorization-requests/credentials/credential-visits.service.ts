import { Injectable } from '@nestjs/common';
import { hashToken } from '#auth-profiles';
import { toTokenSet, type TypedCredentials } from '../../auth-profiles/credentials/typed-credentials.js';
import { NotFoundError } from '../../http/problem.js';
import { AttemptLimitsService, type LimitName } from '../../members/attempt-limits.service.js';
import { ShutdownService } from '../../telemetry/shutdown.service.js';
import { AttemptsService } from '../browser/attempts.service.js';
import type { OpenLink } from '../browser/questions.js';
import { resultPath, type Visit, type Visitor } from '../browser/visit.js';
import type { AskForTokens } from '../completion/grants.service.js';
import type { TypingRefusal } from '../completion/failures-of-typing.js';
import { TypedCompletionsService, type TypedOutcome } from '../completion/typed-completions.service.js';
import { ProofsService } from '../proofs/proofs.service.js';

/** What somebody has sent from a page of ours. */
export interface Submission {
  readonly link: OpenLink;
  readonly visitor: Visitor & { readonly browserToken: string };
  readonly typed: TypedCredentials;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Takes what people type in to authorize: it is tried at the system before anything is kept. */
@Injectable()
export class CredentialVisitsService {
  constructor(
    private readonly attempts: AttemptsService,
    private readonly proofs: ProofsService,
    private readonly completions: TypedCompletionsService,
    private readonly shutdown: ShutdownService,
    private readonly limits: AttemptLimitsService,
  ) {}

  /**
   * Where the browser goes next; or why the person is asked again.
   * @throws {ProblemError} `too-many-attempts`
   */
  async submit(submission: Submission): Promise<Visit | TypingRefusal | 'busy'> {
    const counts = countsOf(submission);
    for (const [name, key] of counts) await this.limits.take(name, key);
    const outcome = await this.complete(submission);
    const isGuess = outcome === 'exhausted' || (typeof outcome !== 'string' && outcome.alert === 'credentials-refused');
    if (!isGuess) await Promise.all(counts.map(([name, key]) => this.limits.giveBack(name, key)));
    const isTold = outcome === 'told' || outcome === 'exhausted';
    return isTold ? { location: resultPath(submission.link.row.id) } : outcome;
  }

  private async complete({ link, visitor, typed, parameters }: Submission): Promise<TypedOutcome> {
    const { row, profile } = link;
    const browserHash = hashToken(visitor.browserToken);
    const { id: requestId, expiresAt } = row;
    const id = await this.attempts.record({ requestId, profileId: profile.id, browserHash, parameters, expiresAt });
    const isProven = await this.proofs.suffices(row, { browserHash, sessionToken: visitor.sessionToken });
    const finisher = { id, parameters, isProven };
    const ask = askWith(typed, profile.registrationVersion);
    return this.shutdown.track(this.completions.complete(requestId, finisher, ask));
  }
}

/** Link after link, nobody guesses what somebody else would type in. */
function countsOf({ link: { row, profile }, visitor }: Submission): readonly (readonly [LimitName, string])[] {
  return [
    ['credentials', `${profile.id} ${row.endUserId ?? row.memberId ?? row.actionId ?? row.workspaceId}`],
    ['credentials-address', visitor.address],
  ];
}

/** A password is exchanged for tokens and forgotten; what is sent with every call is kept as tokens are. Nothing goes elsewhere than the page said. */
function askWith(typed: TypedCredentials, registrationVersion: number): AskForTokens {
  return async ({ profile, settings, tokens }) => {
    if (profile.registrationVersion !== registrationVersion) {
      throw new NotFoundError('auth profile as the page named it', profile.id);
    }
    if (profile.credentials !== undefined) return toTokenSet(profile.credentials, typed, new Date());
    const { username = '', password = '' } = typed;
    return tokens.password(settings(), { username, password });
  };
}
