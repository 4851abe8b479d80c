import { Injectable } from '@nestjs/common';
import { isAppGrant, type TokenSet } from '#auth-profiles';
import type { Account } from '#connectors';
import type { EntityManager } from 'typeorm';
import { AuthProfilesService } from '../../auth-profiles/auth-profiles.service.js';
import { newId } from '../../database/identifiers.js';
import { NotFoundError } from '../../http/problem.js';
import { Authorization } from '../authorization.entity.js';
import { endUserIdOf, memberIdOf, type Subject } from '../subject.js';
import { ownerKeyOf } from './live-authorization.js';
import { LiveAuthorizationsService } from './live-authorizations.service.js';
import { tokenColumns } from './token-columns.js';
import { TokenSetsService } from './token-sets.service.js';
import { TokenVaultService } from './token-vault.service.js';

/** What is stored when somebody has authorized. */
export interface NewAuthorization {
  readonly workspaceId: string;
  /** Null, as the action is, for one that belongs to the auth profile or to a member. */
  readonly botId: string | null;
  readonly actionId: string | null;
  readonly connectorId: string;
  readonly authProfileId: string;
  /** The profile's `registrationVersion` that it was authorized with. */
  readonly registrationVersion: number;
  readonly subject: Subject;
  readonly tokenSet: TokenSet;
  /** As granted. */
  readonly scopes: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly account: Account;
  /** False: it stays quarantined until `activate`. */
  readonly isActive: boolean;
  readonly authorizationRequestId?: string;
}

/** What a quarantined authorization holds. */
export type QuarantinedGrant = Pick<NewAuthorization, 'tokenSet' | 'scopes' | 'parameters' | 'registrationVersion'>;

/** What it is for, and whose it is. */
export type Decision = Pick<NewAuthorization, 'parameters' | 'account'>;

/** Takes new token sets in: quarantined at first, then in the place of the one that the subject had. */
@Injectable()
export class CandidatesService {
  constructor(
    private readonly vault: TokenVaultService,
    private readonly tokenSets: TokenSetsService,
    private readonly live: LiveAuthorizationsService,
    private readonly authProfiles: AuthProfilesService,
  ) {}

  /** See `AuthorizationsService.store`. */
  async store(manager: EntityManager, given: NewAuthorization): Promise<Authorization> {
    const candidate = await this.toRow(given);
    await manager.insert(Authorization, candidate as object);
    return given.isActive ? this.activate(manager, candidate.id) : withoutTokens(candidate);
  }

  /** See `AuthorizationsService.openQuarantined`. */
  async openQuarantined(id: string): Promise<QuarantinedGrant | undefined> {
    const row = await this.vault.read(id);
    const tokenSet = row?.state === 'quarantined' ? await this.vault.open(row) : undefined;
    if (row === undefined || tokenSet === undefined) return undefined;
    const { scopes, parameters, registrationVersion } = row;
    return { tokenSet, scopes, parameters, registrationVersion };
  }

  /** See `AuthorizationsService.decide`. */
  async decide(manager: EntityManager, id: string, { parameters, account }: Decision): Promise<boolean> {
    const changes = { parameters, account, updatedAt: new Date() };
    const { affected } = await manager.update(Authorization, { id, state: 'quarantined' }, changes);
    return affected === 1;
  }

  /** See `AuthorizationsService.activate`. */
  async activate(manager: EntityManager, id: string): Promise<Authorization> {
    const candidate = await this.vault.lock(manager, 'id = :id', { id });
    if (candidate?.state !== 'quarantined' || isOrphaned(candidate)) {
      throw new NotFoundError('authorization in quarantine', id);
    }
    const former = await this.lockFormer(manager, candidate);
    const active = former === undefined ? activated(candidate) : await this.inPlaceOf(former, candidate);
    if (former !== undefined) await manager.delete(Authorization, { id });
    await manager.update(Authorization, { id: active.id }, active as object);
    await this.tokenSets.announce(manager, 'authorization.activated', active);
    return withoutTokens(active);
  }

  /** The authorization that the subject has; until the transaction ends nobody else gives it one. */
  private async lockFormer(manager: EntityManager, candidate: Authorization) {
    const { actionId, endUserId, workspaceId, authProfileId, memberId } = candidate;
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [ownerKeyOf(candidate)]);
    const owner =
      actionId === null
        ? `bot_id IS NULL AND workspace_id = :workspaceId AND auth_profile_id = :authProfileId
             AND coalesce(member_id, '') = :memberId`
        : `action_id = :actionId AND coalesce(end_user_id, '') = :endUserId`;
    return this.vault.lock(manager, `${owner} AND state IN ('active', 'needs-reauthorization')`, {
      ...{ actionId, workspaceId, authProfileId },
      ...{ endUserId: endUserId ?? '', memberId: memberId ?? '' },
    });
  }

  private async inPlaceOf(former: Authorization, candidate: Authorization): Promise<Authorization> {
    const [before, given] = [await this.vault.open(former), await this.vault.open(candidate)];
    if (given === undefined) throw new NotFoundError('authorization in quarantine', candidate.id);
    const tokenSet = isSameGrant(former, candidate) ? keepRefreshToken(before, given) : given;
    const isRefreshable = candidate.isRefreshable || tokenSet.refreshToken !== undefined;
    return {
      ...activated(candidate),
      ...tokenColumns(tokenSet, isRefreshable, this.live.rulesOf(candidate.connectorId)),
      tokenSetSealed: await this.vault.seal(former.id, tokenSet),
      id: former.id,
      fence: former.fence + 1,
      lastUsedAt: former.lastUsedAt,
      createdAt: former.createdAt,
    };
  }

  private async toRow(given: NewAuthorization): Promise<Authorization> {
    const { workspaceId, authProfileId, tokenSet, subject, connectorId } = given;
    const profile = await this.authProfiles.resolve(workspaceId, authProfileId);
    const isRefreshable = isAppGrant(profile.grantType) || tokenSet.refreshToken !== undefined;
    const id = newId('authorization');
    const now = new Date();
    const { botId, actionId, account, scopes, parameters, registrationVersion } = given;
    return {
      ...{ id, workspaceId, botId, actionId, connectorId, authProfileId, account, scopes, parameters },
      registrationVersion,
      subjectKind: subject.kind,
      endUserId: endUserIdOf(subject),
      memberId: memberIdOf(subject),
      state: 'quarantined',
      tokenSetSealed: await this.vault.seal(id, tokenSet),
      ...tokenColumns(tokenSet, isRefreshable, this.live.rulesOf(connectorId)),
      authorizationRequestId: given.authorizationRequestId ?? null,
      ...blank,
      createdAt: now,
      updatedAt: now,
    };
  }
}

const blank = {
  failureCode: null,
  failureCount: 0,
  retryAt: null,
  fence: 1,
  leaseOwner: null,
  leaseUntil: null,
  lastUsedAt: null,
  lastRefreshedAt: null,
  activatedAt: null,
  upstreamRevocation: null,
  revocationId: null,
  revocationAttempts: 0,
} as const;

function activated(candidate: Authorization): Authorization {
  const now = new Date();
  return { ...candidate, ...blank, state: 'active', activatedAt: now, updatedAt: now };
}

/** Whether the action that it was for is gone. */
function isOrphaned({ botId, actionId }: Authorization): boolean {
  return botId !== null && actionId === null;
}

function isSameGrant(former: Authorization, candidate: Authorization): boolean {
  return (
    former.state === 'active' &&
    former.account.id === candidate.account.id &&
    former.authProfileId === candidate.authProfileId &&
    former.registrationVersion === candidate.registrationVersion
  );
}

/** Some providers give a refresh token only the first time that somebody consents. */
function keepRefreshToken(before: TokenSet | undefined, given: TokenSet): TokenSet {
  if (given.refreshToken !== undefined || before?.refreshToken === undefined) return given;
  return { ...given, refreshToken: before.refreshToken, refreshTokenExpiresAt: before.refreshTokenExpiresAt };
}

function withoutTokens(row: Authorization): Authorization {
  return { ...row, tokenSetSealed: null };
}
