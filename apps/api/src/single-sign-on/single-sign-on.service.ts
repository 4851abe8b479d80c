import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type EntityManager } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { EncryptionService, type SealedColumn } from '../encryption/encryption.service.js';
import type { Caller } from '../http/caller.js';
import { reachOf, type Granted } from '../http/grants.js';
import { allPermissions } from '../http/permissions.js';
import { ProblemError, RequestInvalidError } from '../http/problem.js';
import { PowersService, type GovernanceChange, type WantedGrant } from '../members/powers/powers.service.js';
import { Workspace } from '../members/workspace.entity.js';
import { WorkspaceSettingsService } from '../workspace-settings/workspace-settings.service.js';
import type { PutSingleSignOnDto } from './single-sign-on.dto.js';
import { SingleSignOn } from './single-sign-on.entity.js';
import { ProviderSession } from './sign-outs/provider-session.entity.js';

const defaultScopes = ['openid', 'profile', 'email'];
const noToken = { idTokenSealed: null };
const placeOf = (id: string): SealedColumn => ({ table: 'single_sign_on', column: 'client_secret_sealed', id });

/** The settings of single sign-on. */
@Injectable()
export class SingleSignOnService {
  constructor(
    @InjectRepository(SingleSignOn) private readonly rows: Repository<SingleSignOn>,
    private readonly powers: PowersService,
    private readonly encryption: EncryptionService,
    private readonly workspaces: WorkspaceSettingsService,
  ) {}

  async find(workspaceId: string): Promise<SingleSignOn | undefined> {
    return (await this.rows.findOneBy({ workspaceId })) ?? undefined;
  }

  /** The one of this installation, for whoever has not said yet who they are. */
  async findAny(): Promise<SingleSignOn | undefined> {
    const [first] = await this.rows.find({ order: { id: 'ASC' }, take: 1 });
    return first;
  }

  /** @throws {ProblemError} `single-sign-on-missing` */
  async get(workspaceId: string): Promise<SingleSignOn> {
    const row = await this.find(workspaceId);
    if (row === undefined) throw new ProblemError('single-sign-on-missing', 'Set an identity provider up first.');
    return row;
  }

  /** The secret in the clear, for the provider alone. */
  async secretOf({ id, clientSecretSealed }: SingleSignOn): Promise<string | undefined> {
    return clientSecretSealed === null ? undefined : this.encryption.open(clientSecretSealed, placeOf(id));
  }

  /**
   * Sets single sign-on up; nobody maps groups to more than they hold themselves.
   * @throws {RequestInvalidError}; {ProblemError} `permission-missing`
   */
  async put(caller: Caller, dto: PutSingleSignOnDto): Promise<SingleSignOn> {
    requireScopes(dto);
    const { workspaceId } = caller;
    const row = await this.powers.change(caller, async (change) => {
      await this.requireGrantable(change, workspaceId, { pointer: '/mappings', grants: dto.mappings });
      await this.requireGrantable(change, workspaceId, { pointer: '/defaultGrants', grants: dto.defaultGrants });
      const before = await change.manager.findOneBy(SingleSignOn, { workspaceId });
      const row = await this.rowOf(caller, dto, { before, held: change.held });
      if (before?.issuer !== dto.issuer) await forgetIdentities(change.manager, workspaceId);
      if (!row.signsOutAtProvider) await change.manager.update(ProviderSession, { issuer: row.issuer }, noToken);
      await change.manager.save(SingleSignOn, row);
      await change.manager.update(Workspace, { id: workspaceId }, enforced(dto.isEnforced));
      return row;
    });
    await this.workspaces.forget(workspaceId);
    return row;
  }

  /** Forgets the provider: members sign in by password again. */
  async remove({ workspaceId }: Caller): Promise<void> {
    await this.rows.manager.transaction(async (manager) => {
      await manager.delete(SingleSignOn, { workspaceId });
      await forgetIdentities(manager, workspaceId);
      await manager.update(Workspace, { id: workspaceId }, enforced(false));
    });
    await this.workspaces.forget(workspaceId);
  }

  private async requireGrantable(
    change: GovernanceChange,
    workspaceId: string,
    { pointer, grants }: { readonly pointer: string; readonly grants: readonly WantedGrant[] },
  ): Promise<void> {
    const owner = grants.findIndex(({ role }) => role === 'owner');
    if (owner >= 0) {
      const detail = 'Owners are made by owners, one by one: they are the way back when the provider fails.';
      throw new RequestInvalidError([{ pointer: `${pointer}/${owner}/role`, detail }]);
    }
    try {
      await this.powers.requireGrantable(change, workspaceId, grants);
    } catch (error) {
      if (!(error instanceof RequestInvalidError)) throw error;
      const here = error.violations.map((each) => ({ ...each, pointer: each.pointer.replace('/grants', pointer) }));
      throw new RequestInvalidError(here);
    }
  }

  private async rowOf(
    { workspaceId }: Caller,
    dto: PutSingleSignOnDto,
    { before, held }: { readonly before: SingleSignOn | null; readonly held: readonly Granted[] },
  ): Promise<SingleSignOn> {
    const id = before?.id ?? newId('singleSignOn');
    // Another provider, or another client, must not be handed the secret of the one before.
    const isSame = before?.issuer === dto.issuer && before.clientId === dto.clientId;
    const kept = isSame ? before.clientSecretSealed : null;
    const { clientSecret } = dto;
    return this.rows.create({
      ...{ id, workspaceId },
      ...settingsIn(dto),
      clientSecretSealed: clientSecret === undefined ? kept : await this.encryption.seal(clientSecret, placeOf(id)),
      heldByMaker: allPermissions.filter((permission) => reachOf(held, permission) === undefined),
      version: (before?.version ?? 0) + 1,
      updatedAt: new Date(),
    });
  }
}

/** What a body says, with what holds unless told. */
function settingsIn(dto: PutSingleSignOnDto) {
  const { providerName, issuer, clientId, isJustInTime, scopes = defaultScopes, groupsClaim = 'groups' } = dto;
  return {
    ...{ providerName, issuer, clientId, isJustInTime, groupsClaim },
    signsOutAtProvider: dto.signsOutAtProvider ?? false,
    scopes: [...new Set(scopes)],
    mappings: dto.mappings.map(({ group, role, divisionId }) => ({ group, role, divisionId: divisionId ?? null })),
    defaultGrants: dto.defaultGrants.map(({ role, divisionId }) => ({ role, divisionId: divisionId ?? null })),
    allowedDomains: (dto.allowedDomains ?? []).map((domain) => domain.trim().toLowerCase().replace(/^@/, '')),
  };
}

/** Who members are at a provider that the workspace no longer has: whoever sets it up again must not find them linked. */
async function forgetIdentities(manager: EntityManager, workspaceId: string): Promise<void> {
  await manager.query('DELETE FROM identities USING members WHERE members.id = member_id AND workspace_id = $1', [
    workspaceId,
  ]);
}

const enforced = (requiresSingleSignOn: boolean) => ({ requiresSingleSignOn, version: () => 'version + 1' });

function requireScopes({ scopes }: PutSingleSignOnDto): void {
  if (scopes === undefined || scopes.includes('openid')) return;
  throw new RequestInvalidError([
    { pointer: '/scopes', detail: 'Without `openid` the provider tells nobody who signs in.' },
  ]);
}
