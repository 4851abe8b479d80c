import { Injectable } from '@nestjs/common';
import { isAppGrant, newRandomToken } from '#auth-profiles';
import type { OAuthScope } from '#connectors';
import type { ResolvedAuthProfile } from '../auth-profiles/resolved-auth-profile.js';
import { endUserIdOf, memberIdOf, type Subject } from '../authorizations/subject.js';
import { Environment } from '../config/environment.js';
import { ConnectorsService } from '../connectors/connectors.service.js';
import { newId } from '../database/identifiers.js';
import type { EndUser } from '../end-users/end-user.entity.js';
import type { Caller } from '../http/caller.js';
import { NotFoundError, ProblemError } from '../http/problem.js';
import { AuthorizationRequest, type RequestStatus, type StarterKind } from './authorization-request.entity.js';
import { CompletionsService } from './completion/completions.service.js';
import { CurrentRequestsService } from './endings/current-requests.service.js';
import { ProofsService, type ProofOutcome } from './proofs/proofs.service.js';
import { mayKnowOf } from './request-visibility.js';
import { checkReturnUrl } from './endings/return-url.js';
import { stopped } from './endings/stop-ending.js';
import { timelineWith } from './endings/timeline.js';

/** What a request to authorize is made of. */
export interface StartRequest {
  readonly workspaceId: string;
  /** Null, as the id of the action is, for what is to belong to the auth profile or to a member. */
  readonly bot: { readonly id: string; readonly name: string } | null;
  readonly action: {
    readonly id: string | null;
    readonly connectorId: string;
    /** Values that are fixed; what else the profile needs is asked of whoever authorizes. */
    readonly parameters: Readonly<Record<string, string>>;
  };
  readonly profile: ResolvedAuthProfile;
  readonly subject: Subject;
  readonly endUser?: EndUser;
  readonly conversationId?: string;
  /** The dialog's effect that waits for the outcome. */
  readonly effectId?: string;
  /** https, this server's own origin, or a host that the operator lists. */
  readonly returnUrl?: string;
  /** Language of `scopesInWords`, BCP 47; English unless told. */
  readonly language?: string;
  readonly startedBy: { readonly kind: StarterKind; readonly id: string };
}

/** A request that has just been made: the only time that its link is told. */
export interface StartedRequest {
  readonly id: string;
  /** Null when nobody needs to click: a profile that stands for an app is authorized at once. */
  readonly url: string | null;
  readonly status: RequestStatus;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
  /** The identity provider as end users know it. */
  readonly systemName: string;
  readonly scopesInWords: readonly string[];
}

/** Who types a code: a program of the workspace, or the conversation that waits. */
export type Verifier = { readonly caller: Caller } | { readonly conversationId: string };

/** Requests to authorize, from the link to the proof that whoever finished is who was asked. */
@Injectable()
export class AuthorizationRequestsService {
  constructor(
    private readonly environment: Environment,
    private readonly connectors: ConnectorsService,
    private readonly requests: CurrentRequestsService,
    private readonly completions: CompletionsService,
    private readonly proofs: ProofsService,
  ) {}

  /**
   * Makes a request and its link; a profile that stands for an app is authorized at once, without a link, and then this throws what
   * stands in the way: `TokenRequestError`, `ConnectorError`, `UrlParameterInvalidError`.
   * @throws {RequestInvalidError} for a return URL that is not allowed; {ProblemError} `auth-profile-paused`
   */
  async start(options: StartRequest): Promise<StartedRequest> {
    requireNotPaused(options.profile);
    const { token, hash } = newRandomToken();
    const row = this.rowOf(options, hash);
    if (!(await this.requests.add(row))) throw pausedError(options.profile);
    const isAtOnce = isAppGrant(options.profile.grantType);
    if (isAtOnce && !(await this.completions.completeAtOnce(row.id))) throw pausedError(options.profile);
    return {
      id: row.id,
      url: isAtOnce ? null : `${this.environment.publicUrl}/authorize/${token}`,
      status: isAtOnce ? 'completed' : row.status,
      expiresAt: row.expiresAt.toISOString(),
      systemName: options.profile.identityProviderName,
      scopesInWords: scopesInWords(
        row.scopes,
        this.connectors.get(row.connectorId).oauth?.scopes ?? [],
        options.language,
      ),
    };
  }

  /** @throws {NotFoundError} */
  async get(caller: Caller, id: string): Promise<AuthorizationRequest> {
    const row = await this.requests.find(id);
    const isTheirs = row?.workspaceId === caller.workspaceId && mayKnowOf(caller, row);
    if (!isTheirs) throw new NotFoundError('authorization request', id);
    return row;
  }

  /**
   * Checks the code that the final page showed, typed back by the person who waits.
   * @throws {ProblemError} `code-wrong` with `attemptsLeft`, `proof-failed`, `proof-not-awaited`; {NotFoundError}
   */
  async verify(id: string, code: string, by: Verifier): Promise<AuthorizationRequest> {
    if ('caller' in by) await this.get(by.caller, id);
    else await this.requireConversation(id, by.conversationId);
    return this.judge(id, await this.proofs.verify(id, code));
  }

  /**
   * The host vouches for the person who came back to it; another one than was asked ends the request.
   * @param endUserId the host's own id of that person
   * @throws {ProblemError} `proof-failed`, `proof-not-awaited`; {NotFoundError}
   */
  async confirm(caller: Caller, id: string, endUserId: string): Promise<AuthorizationRequest> {
    const row = await this.get(caller, id);
    if (row.subjectKind !== 'end-user') {
      throw new ProblemError('proof-not-awaited', 'The authorization is for no end user. Verify the code.');
    }
    return this.judge(id, await this.proofs.vouch(id, endUserId));
  }

  /**
   * Ends a request that nobody needs any more; one that has ended stays as it ended. The caller must have been checked.
   * @throws {NotFoundError}
   */
  async cancel(id: string): Promise<AuthorizationRequest> {
    return this.requests.end(id, { reason: 'withdrawn', message: 'Whoever asked for it no longer needs it.' });
  }

  /** Ends what is under way for an action that is about to be deleted or configured anew, so that whoever waits is told. */
  async cancelAllOfAction(actionId: string): Promise<void> {
    for (const id of await this.requests.liveIdsOf(actionId)) await this.cancel(id);
  }

  /** Ends all that was under way when an emergency stop began, until `untilMs`; answers whether nothing is left. */
  async cancelAllBefore(revocationId: string, untilMs: number): Promise<boolean> {
    for (const id of await this.requests.liveIdsBefore(revocationId)) {
      if (Date.now() >= untilMs) return false;
      await this.requests.end(id, stopped);
    }
    return true;
  }

  private async requireConversation(id: string, conversationId: string): Promise<void> {
    const row = await this.requests.find(id);
    const isTheirs = row !== undefined && row.conversationId !== null && row.conversationId === conversationId;
    if (!isTheirs) throw new NotFoundError('authorization request', id);
  }

  private async judge(id: string, outcome: ProofOutcome): Promise<AuthorizationRequest> {
    const row = await this.requests.find(id);
    if (row === undefined) throw new NotFoundError('authorization request', id);
    if (outcome === 'proven') return row;
    if (outcome === 'failed') {
      const detail = `${row.message ?? 'The proof failed.'} The authorization is thrown away; make a new link.`;
      throw new ProblemError('proof-failed', detail, { reason: row.reason });
    }
    if (outcome === 'not-awaited') {
      const why = row.message === null ? '' : ` ${row.message}`;
      throw new ProblemError('proof-not-awaited', `No proof is awaited: the request is '${row.status}'.${why}`);
    }
    const { attemptsLeft } = outcome;
    throw new ProblemError('code-wrong', `The code is wrong; attempts left: ${attemptsLeft}.`, { attemptsLeft });
  }

  private rowOf(options: StartRequest, linkHash: string): AuthorizationRequest {
    const { workspaceId, bot, action, profile, subject, startedBy, returnUrl } = options;
    const now = new Date();
    return Object.assign(new AuthorizationRequest(), {
      id: newId('authorizationRequest'),
      ...{ workspaceId, botId: bot?.id ?? null, actionId: action.id, connectorId: action.connectorId },
      ...{ authProfileId: profile.id, linkHash, scopes: profile.scopes, parameters: action.parameters },
      subjectKind: subject.kind,
      endUserId: endUserIdOf(subject),
      memberId: memberIdOf(subject),
      conversationId: options.conversationId ?? null,
      effectId: options.effectId ?? null,
      returnUrl: returnUrl === undefined ? null : checkReturnUrl(returnUrl, this.environment),
      ...{ startedByKind: startedBy.kind, startedById: startedBy.id },
      ...{ status: 'pending', codeAttempts: 0, credentialAttempts: 0 },
      timeline: timelineWith({ timeline: [] }, 'created'),
      expiresAt: new Date(now.getTime() + this.environment.authorizationRequestMinutes * 60_000),
    } satisfies Partial<AuthorizationRequest>);
  }
}

/**
 * Refuses a profile that was stopped.
 * @throws {ProblemError} `auth-profile-paused`
 */
export function requireNotPaused(profile: ResolvedAuthProfile): void {
  if (profile.isPaused === true) throw pausedError(profile);
}

function pausedError({ id, name }: ResolvedAuthProfile): ProblemError {
  const detail = `The auth profile '${name}' was stopped and everything of it revoked; whoever manages it can resume it.`;
  return new ProblemError('auth-profile-paused', detail, { authProfileId: id });
}

/** What the scopes allow, in the connector's words and, where it has them, in a language; each said once. One that it does not describe is named. */
export function scopesInWords(
  scopes: readonly string[],
  described: readonly OAuthScope[],
  language = 'en',
): readonly string[] {
  const words = scopes.map((id) => {
    const scope = described.find((one) => one.id === id);
    return scope?.translations?.[language.split('-')[0]?.toLowerCase() ?? ''] ?? scope?.description ?? id;
  });
  return [...new Set(words)];
}
