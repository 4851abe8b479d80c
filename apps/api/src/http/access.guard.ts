import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Environment } from '../config/environment.js';
import { BotsOfDivisions, Caller, Callers, type AnyCaller } from './caller.js';
import { isForSomeBots, permissions, type Permission } from './permissions.js';
import { ProblemError } from './problem.js';

/**
 * What a route demands: a permission; any member or API key (`signed-in`; `own-account` also while a member must still set up a
 * second factor); a chat session, which may do nothing else; or nothing, in browsers from this server's own pages only (`public`) or
 * from those of every site (`any-site`: then the handler judges the origin).
 */
export type Access = Permission | 'signed-in' | 'own-account' | 'chat' | 'public' | 'any-site';

const ACCESS = Symbol('access');
const OR_OWN = Symbol('or-own');

interface AccessOptions {
  /** A member without the permission may pass too, to whom no bot and no division exists: the handler finds what is their own. */
  readonly orOwn?: boolean;
}

/** Names what a route demands. A route without it answers 403. */
export const RequireAccess = (access: Access, { orOwn = false }: AccessOptions = {}) =>
  applyDecorators(SetMetadata(ACCESS, access), SetMetadata(OR_OWN, orOwn));

/** The access that a handler or its controller names. */
export function accessOf(
  reflector: Reflector,
  context: Pick<ExecutionContext, 'getHandler' | 'getClass'>,
): Access | undefined {
  return reflector.getAllAndOverride<Access | undefined>(ACCESS, [context.getHandler(), context.getClass()]);
}

/** Whether members without the permission that a handler demands find there what is their own. */
export function isOrOwn(reflector: Reflector, context: Pick<ExecutionContext, 'getHandler' | 'getClass'>): boolean {
  return reflector.getAllAndOverride<boolean | undefined>(OR_OWN, [context.getHandler(), context.getClass()]) === true;
}

/** The caller of a route that demands one: a `Caller`, or a `Caller<'chat'>` where the route demands `chat`. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): AnyCaller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (caller === undefined) throw new ProblemError('not-signed-in', 'This route needs a caller.');
  return caller;
});

function isPermission(access: Access): access is Permission {
  return Object.hasOwn(permissions, access);
}

function holdsAll(now: AnyCaller, permissions: ReadonlySet<Permission>): boolean {
  return [...permissions].every((permission) => now.permissions.has(permission));
}

/** Whether the bot that a request is about is still reached; where it names none: every bot that was. */
function reachesBots(now: AnyCaller, request: FastifyRequest, before: AnyCaller): boolean {
  const { botId } = request.params as { readonly botId?: string };
  const botIds = botId === undefined ? [...(before.botIds ?? [])] : [botId];
  return botIds.every((each) => now.mayUseBot(each));
}

/** A member with nothing but what is their own. */
function ownOf(caller: AnyCaller): AnyCaller {
  const [botIds, divisionIds, permissions] = [new Set<string>(), new Set<string>(), new Set<Permission>()];
  return new Caller({ ...caller, botIds, divisionIds, permissions, grants: [] });
}

/** A key that serves certain bots reaches nothing that concerns the whole workspace, whatever it was once made with. */
function refuseWholeWorkspace(permission: Permission): void {
  if (isForSomeBots(permission)) return;
  throw new ProblemError(
    'permission-missing',
    `This API key serves certain bots only, and '${permission}' concerns the whole workspace; use a key for all bots.`,
    { permission },
  );
}

/** Whoever must set up a second factor does nothing else before. */
function refuseRestricted(access: Access, { isRestricted }: AnyCaller): void {
  if (isRestricted !== true || access === 'own-account') return;
  throw new ProblemError(
    'second-factor-missing',
    'This workspace demands a second factor of everybody who signs in by password; set yours up first.',
  );
}

/** The one place that decides whether a request may pass: deny by default. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly publicOrigin: string;

  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
    private readonly bots: BotsOfDivisions,
    environment: Environment,
  ) {
    this.publicOrigin = new URL(environment.publicUrl).origin;
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.isOrOwn = isOrOwn(this.reflector, context);
    return this.admit(accessOf(this.reflector, context), request);
  }

  /**
   * Lets a request pass to what demands this access; at once where the caller is known without I/O.
   * @throws {ProblemError}
   */
  admit(access: Access | undefined, request: FastifyRequest): boolean | Promise<boolean> {
    const route = request.routeOptions.url ?? '';
    if (access === undefined) throw new ProblemError('route-closed', `${request.method} ${route} names no permission.`);
    if (access === 'any-site') return true;
    if (access === 'public') {
      // Nobody is signed in to somebody else's account by a page of another site.
      if (route.startsWith('/v1/')) this.refuseOtherSites(request, 'programs');
      return true;
    }
    const identified = this.callers.identify(request);
    if (identified instanceof Promise) return identified.then((caller) => this.admitCaller(access, request, caller));
    return this.admitCaller(access, request, identified);
  }

  private admitCaller(
    access: Access,
    request: FastifyRequest,
    caller: AnyCaller | undefined,
  ): boolean | Promise<boolean> {
    if (caller === undefined) {
      throw new ProblemError('not-signed-in', 'Sign in, or send `Authorization: Bearer <API key>`.');
    }
    request.asker = caller;
    if (caller.kind === 'member') this.refuseOtherSites(request, 'browsers');
    if (access === 'chat') return this.admitChat(request, caller);
    if (caller.kind === 'chat') throw new ProblemError('permission-missing', 'A chat session may only hold its chat.');
    refuseRestricted(access, caller);
    request.access = access;
    const narrowed = this.narrowed(access, request, caller);
    if (narrowed instanceof Promise) return narrowed.then((known) => this.admitToBot(request, known));
    return this.admitToBot(request, narrowed);
  }

  /**
   * Whether the caller of a request that goes on may still do all that they could when it was let in; looking is no use of a session.
   * @throws {ProblemError} for credentials that are no longer good, or that no longer permit what the route demands
   */
  async stillAdmits(request: FastifyRequest): Promise<boolean> {
    const { caller, access } = request;
    if (caller === undefined) return true;
    const found = await this.callers.identify(request, { isPassive: true });
    if (found === undefined) return false;
    if (access === undefined || !isPermission(access)) return holdsAll(found, caller.permissions);
    const now = await this.narrowed(access, request, found);
    const divisionIds = [...(caller.divisionIds ?? [null])];
    const isHeld = [...caller.permissions].every((each) => divisionIds.every((id) => found.may(each, id)));
    return isHeld && holdsAll(now, caller.permissions) && reachesBots(now, request, caller);
  }

  /** A member whose roles are for some divisions knows of these alone; at once for everybody else. */
  private narrowed(access: Access, request: FastifyRequest, caller: AnyCaller): AnyCaller | Promise<AnyCaller> {
    if (!isPermission(access)) return caller;
    if (request.isOrOwn === true && caller.kind === 'member' && !caller.permissions.has(access)) return ownOf(caller);
    caller.requirePermission(access);
    if (caller.kind === 'api-key' && caller.botIds !== undefined) refuseWholeWorkspace(access);
    const divisionIds = caller.namedDivisionIds;
    if (divisionIds.size === 0) return caller;
    const { botId } = request.params as { readonly botId?: string };
    return this.bots.botsOf(divisionIds).then((bots) => caller.within(access, bots, botId));
  }

  /** An end user with a chat session: members and API keys hold conversations on routes of their own. */
  private admitChat(request: FastifyRequest, caller: AnyCaller): boolean {
    this.admitToBot(request, caller);
    if (caller.kind === 'chat') return true;
    throw new ProblemError('permission-missing', 'This is for chat sessions; use the routes of conversations.');
  }

  private admitToBot(request: FastifyRequest, caller: AnyCaller): boolean {
    const { botId } = request.params as { readonly botId?: string };
    if (botId !== undefined) caller.requireBot(botId);
    request.caller = caller;
    return true;
  }

  /** A cookie is sent by any page of the web: what changes something must come from our own (CSRF). */
  private refuseOtherSites(request: FastifyRequest, senders: 'browsers' | 'programs'): void {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const { origin, 'sec-fetch-site': site } = request.headers;
    if (origin === this.publicOrigin) return;
    const isFromProgram = senders === 'programs' && site === undefined;
    if (origin === undefined && (site === 'same-origin' || isFromProgram)) return;
    throw new ProblemError(
      'origin-forbidden',
      `A browser must send this from ${this.publicOrigin}; programs use an API key.`,
    );
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the route demands of the caller; set by the access guard. */
    access?: Access;
    /** Whether a member without the permission is let pass to what is their own. */
    isOrOwn?: boolean;
  }
}
