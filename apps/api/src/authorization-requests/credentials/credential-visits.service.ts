import { Injectable } from '@nestjs/common';
import { hashToken } from '#auth-profiles';
import { toTokenSet, type TypedCredentials } from '../../auth-profiles/credentials/typed-credentials.js';
import { ShutdownService } from '../../telemetry/shutdown.service.js';
import { AttemptsService } from '../browser/attempts.service.js';
import type { OpenLink } from '../browser/questions.js';
import { resultPath, type Visit, type Visitor } from '../browser/visit.js';
import type { AskForTokens } from '../completion/grants.service.js';
import type { TypingRefusal } from '../completion/failures-of-typing.js';
import { TypedCompletionsService } from '../completion/typed-completions.service.js';
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
  ) {}

  /** Where the browser goes next; or why the person is asked again. */
  async submit({ link, visitor, typed, parameters }: Submission): Promise<Visit | TypingRefusal | 'busy'> {
    const { row, profile } = link;
    const browserHash = hashToken(visitor.browserToken);
    const { id: requestId, expiresAt } = row;
    const id = await this.attempts.record({ requestId, profileId: profile.id, browserHash, parameters, expiresAt });
    const isProven = await this.proofs.suffices(row, { browserHash, sessionToken: visitor.sessionToken });
    const finisher = { id, parameters, isProven };
    const outcome = await this.shutdown.track(this.completions.complete(requestId, finisher, askWith(typed)));
    return outcome === 'told' ? { location: resultPath(requestId) } : outcome;
  }
}

/** A password is exchanged for tokens and forgotten; what is sent with every call is kept as tokens are. */
function askWith(typed: TypedCredentials): AskForTokens {
  return async ({ profile, settings, tokens }) => {
    if (profile.credentials !== undefined) return toTokenSet(profile.credentials, typed, new Date());
    const { username = '', password = '' } = typed;
    return tokens.password(settings(), { username, password });
  };
}
