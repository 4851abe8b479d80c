import { Injectable } from '@nestjs/common';
import type { ResolvedAuthProfile } from '../auth-profiles/resolved-auth-profile.js';
import type { EndUser } from '../end-users/end-user.entity.js';
import type { Caller } from '../http/caller.js';
import type { AuthorizationRequest, RequestStatus } from './authorization-request.entity.js';

/** Whom an authorization is for: everybody who talks to the bot, or one end user by our own id. */
export type RequestSubject = { readonly kind: 'shared' } | { readonly kind: 'end-user'; readonly endUserId: string };

/** What a request to authorize is made of. */
export interface StartRequest {
  readonly workspaceId: string;
  readonly bot: { readonly id: string; readonly name: string };
  readonly action: {
    readonly id: string;
    readonly connectorId: string;
    readonly parameters: Readonly<Record<string, string>>;
  };
  readonly profile: ResolvedAuthProfile;
  readonly subject: RequestSubject;
  readonly endUser?: EndUser;
  readonly conversationId?: string;
  /** The dialog's effect that waits for the outcome. */
  readonly effectId?: string;
  /** https, this server's own origin, or a host that the operator lists. */
  readonly returnUrl?: string;
  readonly startedBy: { readonly kind: 'member' | 'api-key'; readonly id: string };
}

/** A request that has just been made: the only time that its link is told. */
export interface StartedRequest {
  readonly id: string;
  /** Null when nobody needs to click: a client credentials profile is authorized at once. */
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
  /**
   * Makes a request and its link; a client credentials profile is authorized at once, without a link.
   * @throws {RequestInvalidError} for a return URL that is not allowed
   */
  start(_options: StartRequest): Promise<StartedRequest> {
    throw new Error('not built yet');
  }

  /** @throws {NotFoundError} */
  get(_caller: Caller, _id: string): Promise<AuthorizationRequest> {
    throw new Error('not built yet');
  }

  /**
   * Checks the code that the final page showed, typed back by the person who waits.
   * @throws {ProblemError} `code-wrong` with `attemptsLeft`, `proof-failed`, `proof-not-awaited`; {NotFoundError}
   */
  verify(_id: string, _code: string, _by: Verifier): Promise<AuthorizationRequest> {
    throw new Error('not built yet');
  }

  /**
   * The host vouches for the person who came back to it; another one than was asked ends the request.
   * @throws {ProblemError} `proof-failed`, `proof-not-awaited`; {NotFoundError}
   */
  confirm(_caller: Caller, _id: string, _endUserId: string): Promise<AuthorizationRequest> {
    throw new Error('not built yet');
  }

  /** Ends a request that nobody needs any more; one that has ended stays as it ended. */
  cancel(_id: string): Promise<AuthorizationRequest> {
    throw new Error('not built yet');
  }
}
