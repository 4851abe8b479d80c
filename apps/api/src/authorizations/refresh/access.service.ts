import { Injectable } from '@nestjs/common';
import { TokenRequestError, tokenRequestErrorCodes } from '#auth-profiles';
import { LRUCache } from 'lru-cache';
import { AuthProfilesService } from '../../auth-profiles/auth-profiles.service.js';
import { NotFoundError, ProblemError } from '../../http/problem.js';
import { AuthorizationLostError, type Access } from '../access.js';
import type { Authorization } from '../authorization.entity.js';
import { judge, type LiveAuthorization } from '../tokens/live-authorization.js';
import { LiveAuthorizationsService } from '../tokens/live-authorizations.service.js';
import { TokenSetsService } from '../tokens/token-sets.service.js';
import { UsesService } from '../tokens/uses.service.js';
import { RefreshService } from './refresh.service.js';

/** An authorization whose token may be used now. */
export interface ServedAuthorization extends LiveAuthorization {
  readonly access: NonNullable<LiveAuthorization['access']>;
}

/** How often a minute a token is refreshed because the vendor refuses it: a vendor that refuses all is not asked for ever. */
const rejectionsAMinute = 5;

/** Hands out tokens that are good to use. */
@Injectable()
export class AccessService {
  /** What is being refreshed behind answers. */
  private readonly behind = new Set<string>();
  private readonly rejections = new LRUCache<string, { count: number; fence: number }>({ max: 10_000, ttl: 60_000 });

  constructor(
    private readonly live: LiveAuthorizationsService,
    private readonly refresh: RefreshService,
    private readonly tokenSets: TokenSetsService,
    private readonly authProfiles: AuthProfilesService,
    private readonly uses: UsesService,
  ) {}

  /** See `AuthorizationsService.access`. */
  async access(id: string): Promise<Access> {
    return this.toAccess(await this.serve(id));
  }

  /** See `AuthorizationsService.accessAfterRejection`. */
  async accessAfterRejection(id: string, rejectedAccessToken: string): Promise<Access> {
    const current = await this.serve(id);
    const isOther = current.access.accessToken !== rejectedAccessToken;
    return this.toAccess(isOther ? current : await this.replace(current));
  }

  /** As `serve`, for a caller whose reading is recorded. */
  async read(id: string, callerId: string): Promise<ServedAuthorization> {
    const good = await this.serve(id);
    const { workspaceId, authProfileId } = good.authorization;
    const profile = await this.authProfiles.resolve(workspaceId, authProfileId).catch(undefinedIfMissing);
    if (profile?.isPaused === true) throw new AuthorizationLostError(id);
    this.uses.read(id, callerId);
    return good;
  }

  /** An authorization with a token that is good to use, refreshed when that is due; without I/O when it was used lately. */
  async serve(id: string): Promise<ServedAuthorization> {
    const live = this.live.peek(id) ?? (await this.live.get(id));
    const good = this.serveAtOnce(live) ?? (await this.renew(live));
    this.uses.use(id);
    return good;
  }

  private serveAtOnce(live: LiveAuthorization): ServedAuthorization | undefined {
    const verdict = judge(live, Date.now());
    if (verdict === 'serve-and-refresh') this.refreshBehind(live);
    return verdict === 'serve' || verdict === 'serve-and-refresh' ? served(live) : undefined;
  }

  private async renew(live: LiveAuthorization): Promise<ServedAuthorization> {
    const verdict = judge(live, Date.now());
    if (verdict === 'wait-for-retry') throw unavailable(live);
    if (verdict !== 'refresh') return this.lose(live, 'token-expired');
    const { live: renewed, failure } = await this.refresh.refresh(orderOf(live));
    const good = this.serveAtOnce(renewed);
    if (good !== undefined) return good;
    if (judge(renewed, Date.now()) === 'lost') return this.lose(renewed, 'token-expired', failure);
    throw failure ?? unavailable(renewed);
  }

  /** Gets another token for one that the vendor refuses. */
  private async replace(refused: ServedAuthorization): Promise<ServedAuthorization> {
    const { authorization, access } = refused;
    if (authorization.state !== 'active' || !authorization.isRefreshable) return this.lose(refused, 'token-rejected');
    if (refused.retryAtMs > Date.now()) throw unavailable(refused);
    if (!this.mayReplace(authorization)) return refused;
    const order = { ...orderOf(refused), isCurrentRejected: true };
    const { live, failure } = await this.refresh.refresh(order);
    const good = live.authorization.state === 'active' ? served(live) : undefined;
    if (good === undefined) return this.lose(live, 'token-rejected', failure);
    if (good.access.accessToken === access.accessToken) throw failure ?? unavailable(live);
    return good;
  }

  /** Counts tokens, not the callers who had the same one refused. */
  private mayReplace({ id, fence }: Authorization): boolean {
    const held = this.rejections.get(id) ?? { count: 0, fence: -1 };
    if (held.count === 0) this.rejections.set(id, held);
    if (held.fence !== fence) held.count += 1;
    held.fence = fence;
    return held.count <= rejectionsAMinute;
  }

  private refreshBehind(live: LiveAuthorization): void {
    const { id } = live.authorization;
    if (this.behind.has(id)) return;
    this.behind.add(id);
    const done = () => this.behind.delete(id);
    this.refresh.refresh(orderOf(live)).then(done, done);
  }

  private async lose(live: LiveAuthorization, code: string, cause?: Error): Promise<never> {
    const { authorization } = live;
    if (authorization.state === 'quarantined') {
      throw new ProblemError(
        'authorization-quarantined',
        'Whoever authorized is not yet proven to be who was asked: finish the authorization request first.',
      );
    }
    if (authorization.state === 'active') await this.tokenSets.lose(authorization, { code, isCurrentUsable: false });
    throw new AuthorizationLostError(authorization.id, { cause });
  }

  /** What was given for one place is never sent to another: neither a token nor what somebody typed in. */
  private async toAccess(good: ServedAuthorization): Promise<Access> {
    const { authorization, access } = good;
    const { workspaceId, authProfileId } = authorization;
    const profile = await this.authProfiles.resolve(workspaceId, authProfileId);
    if (profile.isPaused === true) throw new AuthorizationLostError(authorization.id);
    const { authorizationFields, credentials } = profile;
    const isForThisPlace = profile.registrationVersion === authorization.registrationVersion;
    const isTyped = access.tokenType === 'Basic' || access.tokenType === 'ApiKey';
    if (!isForThisPlace || (isTyped && credentials === undefined)) return this.lose(good, 'registration-changed');
    const apiUrl = profile.apiUrlOf(authorization.parameters);
    if (credentials === undefined && apiUrl === undefined) return { ...access, authorizationFields };
    return {
      ...{ ...access, authorizationFields, placement: credentials?.placement },
      grant: { ...access.grant, apiUrl },
    };
  }
}

function undefinedIfMissing(error: unknown): undefined {
  if (!(error instanceof NotFoundError)) throw error;
}

function orderOf({ authorization: { id, fence } }: LiveAuthorization) {
  return { id, fence };
}

function served(live: LiveAuthorization): ServedAuthorization | undefined {
  return live.access === undefined ? undefined : (live as ServedAuthorization);
}

/** What the last refresh failed with, until it is tried again. */
function unavailable({ authorization, retryAtMs }: LiveAuthorization): TokenRequestError {
  const retryAfterSeconds = Math.max(1, Math.ceil((retryAtMs - Date.now()) / 1_000));
  const isMisconfigured = authorization.failureCode !== tokenRequestErrorCodes.transient;
  return new TokenRequestError(
    `The access token of ${authorization.id} cannot be refreshed (${authorization.failureCode ?? 'unknown'}); ` +
      `it is tried again in ${retryAfterSeconds} seconds.`,
    { kind: isMisconfigured ? 'misconfigured' : 'transient', reason: 'refused', retryAfterSeconds },
  );
}
