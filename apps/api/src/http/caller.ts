import type { FastifyRequest } from 'fastify';
import type { Permission } from './permissions.js';
import { NotFoundError, ProblemError } from './problem.js';

/** What is known of whoever makes a request. */
export interface CallerIdentity<Kind extends CallerKind = WorkspaceCallerKind> {
  readonly kind: Kind;
  /** Id of the member, of the API key or of the chat session. */
  readonly id: string;
  readonly workspaceId: string;
  readonly permissions: ReadonlySet<Permission>;
  /** The only bots that the caller may know of; undefined: all of the workspace. */
  readonly botIds?: ReadonlySet<string>;
  /** The only conversation that a chat session may know of. */
  readonly conversationId?: string;
}

type WorkspaceCallerKind = 'member' | 'api-key';
type CallerKind = WorkspaceCallerKind | 'chat';

/** Anybody: a member, an API key, or an end user with a chat session, who may only hold one conversation. */
export type AnyCaller = Caller<CallerKind>;

/** Who makes a request; unless told, a member with a session or an API key. */
export class Caller<Kind extends CallerKind = WorkspaceCallerKind> implements CallerIdentity<Kind> {
  readonly kind: Kind;
  readonly id: string;
  readonly workspaceId: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly botIds?: ReadonlySet<string>;
  readonly conversationId?: string;

  constructor(identity: CallerIdentity<Kind>) {
    this.kind = identity.kind;
    this.id = identity.id;
    this.workspaceId = identity.workspaceId;
    this.permissions = identity.permissions;
    this.botIds = identity.botIds;
    this.conversationId = identity.conversationId;
  }

  mayUseBot(botId: string): boolean {
    return this.botIds === undefined || this.botIds.has(botId);
  }

  /**
   * Refuses a bot that an API key was not made for, as if there were none.
   * @throws {NotFoundError}
   */
  requireBot(botId: string): void {
    if (!this.mayUseBot(botId)) throw new NotFoundError('bot', botId);
  }

  /** @throws {ProblemError} `permission-missing` */
  requirePermission(permission: Permission): void {
    if (!this.permissions.has(permission)) {
      throw new ProblemError('permission-missing', `This needs the permission '${permission}'.`, { permission });
    }
  }
}

/** How a caller is looked at. */
export interface IdentifyOptions {
  /** Looking on, such as a stream does, is no use of a session: it ends when nobody does anything else. */
  readonly isPassive?: boolean;
}

/** Finds out who makes a request; API keys implement it, for every kind of caller. */
export abstract class Callers {
  /**
   * The caller, or undefined when the request carries no credentials.
   * @throws {ProblemError} `api-key-invalid`, `chat-session-over` for credentials that are not good
   */
  abstract identify(
    request: FastifyRequest,
    options?: IdentifyOptions,
  ): Promise<AnyCaller | undefined> | AnyCaller | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard on every route that needs a permission. */
    caller?: AnyCaller;
  }
}
