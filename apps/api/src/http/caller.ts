import type { FastifyRequest } from 'fastify';
import { heldThroughout, namedDivisions, reachOf, type Granted } from './grants.js';
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
  /** The only divisions whose resources the caller may know of; undefined: all of the workspace. */
  readonly divisionIds?: ReadonlySet<string>;
  /** What a member holds where; undefined: `permissions` everywhere. */
  readonly grants?: readonly Granted[];
  /** The only conversation that a chat session may know of. */
  readonly conversationId?: string;
  /** The session of a member. */
  readonly sessionId?: string;
  /** Whether the member must set up a second factor before anything else. */
  readonly isRestricted?: boolean;
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
  readonly divisionIds?: ReadonlySet<string>;
  readonly grants?: readonly Granted[];
  readonly conversationId?: string;
  readonly sessionId?: string;
  readonly isRestricted?: boolean;

  constructor(identity: CallerIdentity<Kind>) {
    this.kind = identity.kind;
    this.id = identity.id;
    this.workspaceId = identity.workspaceId;
    this.permissions = identity.permissions;
    this.botIds = identity.botIds;
    this.divisionIds = identity.divisionIds;
    this.grants = identity.grants;
    this.conversationId = identity.conversationId;
    this.sessionId = identity.sessionId;
    this.isRestricted = identity.isRestricted;
  }

  /** The divisions in which the caller holds a permission; undefined: in every one. */
  reachOf(permission: Permission): ReadonlySet<string> | undefined {
    if (this.grants === undefined || this.divisionIds !== undefined) return this.divisionIds;
    return reachOf(this.grants, permission);
  }

  /** The divisions that roles were given for one by one; empty where every role is for all. */
  get namedDivisionIds(): ReadonlySet<string> {
    return namedDivisions(this.grants ?? []);
  }

  /**
   * The same caller as far as a permission reaches, with what else is held in all of those divisions.
   * @param bots those of `namedDivisionIds`, with their divisions
   * @param botId the bot that the request is about
   */
  within(permission: Permission, bots: ReadonlyMap<string, string>, botId: string | undefined): Caller<Kind> {
    const reach = this.reachOf(permission);
    const ofBot = bots.get(botId ?? '');
    const isReached = ofBot !== undefined && reach?.has(ofBot) !== false;
    const divisionIds = isReached ? new Set([ofBot]) : reach;
    const permissions = heldThroughout(this.grants ?? [], divisionIds);
    if (divisionIds === undefined) return new Caller({ ...this, permissions });
    const botIds = new Set([...bots].filter(([, each]) => divisionIds.has(each)).map(([id]) => id));
    return new Caller({ ...this, divisionIds, botIds, permissions });
  }

  /** Whether a permission is held in a division, or (null) in every one. */
  may(permission: Permission, divisionId: string | null): boolean {
    if (!this.permissions.has(permission)) return false;
    const reach = this.reachOf(permission);
    return reach === undefined || (divisionId !== null && reach.has(divisionId));
  }

  mayUseDivision(divisionId: string): boolean {
    return this.divisionIds === undefined || this.divisionIds.has(divisionId);
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

/** Finds the bots of divisions; the bots implement it. */
export abstract class BotsOfDivisions {
  /** The id of each bot, with the id of its division; without I/O when it was read lately. */
  abstract botsOf(divisionIds: ReadonlySet<string>): Promise<ReadonlyMap<string, string>>;
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
    /** Who asks, admitted or not; for the audit trail. */
    asker?: AnyCaller;
  }
}
