import { Injectable } from '@nestjs/common';
import { parseScopes, type ProfileDraft, type ProfileWarning } from '#auth-profiles';
import { DataSource, QueryFailedError } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import type { Caller } from '../../http/caller.js';
import { ProblemError, RequestInvalidError } from '../../http/problem.js';
import type { CheckAuthProfileDto, CreateAuthProfileDto, UpdateAuthProfileDto } from '../auth-profile.dto.js';
import { AuthProfile } from '../auth-profile.entity.js';
import { AuthProfilesService } from '../auth-profiles.service.js';
import type { DraftFindings } from './draft-check.js';
import { DraftsService, type PreparedDraft } from './drafts.service.js';
import { asksForMore, isOtherRegistration } from './profile-differences.js';
import { ProfileUsesService, type ProfileDependants } from './profile-uses.service.js';
import { RegistrationsService } from '../registrations/registrations.service.js';
import { claimReservation } from './reservations.service.js';
import type { ShownProfile } from '../registrations/shown-profile.js';

/** A profile as it was saved, and what will disappoint. */
export interface SavedProfile {
  readonly profile: ShownProfile;
  readonly warnings: readonly ProfileWarning[];
}

/** A profile as it was changed, and what must be authorized again. */
export interface ChangedProfile extends SavedProfile {
  readonly affected: ProfileDependants;
}

const uniqueViolation = '23505';

/** Makes, changes and deletes the auth profiles of a workspace. */
@Injectable()
export class ProfileChangesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly profiles: AuthProfilesService,
    private readonly registrations: RegistrationsService,
    private readonly drafts: DraftsService,
    private readonly uses: ProfileUsesService,
  ) {}

  /** What would be found if a profile were saved. */
  async check(caller: Caller, { profileId, ...dto }: CheckAuthProfileDto): Promise<DraftFindings> {
    if (profileId == null) return this.drafts.prepareNew(dto);
    return this.drafts.prepareChange(await this.profiles.getCustom(caller, profileId), dto);
  }

  /** @throws {RequestInvalidError}; {ProblemError} `name-taken` */
  async create(caller: Caller, dto: CreateAuthProfileDto): Promise<SavedProfile> {
    const { draft, warnings } = requireValid(this.drafts.prepareNew(dto));
    const id = dto.id ?? newId('authProfile');
    const now = new Date();
    const row: AuthProfile = {
      ...(await this.columns(id, draft)),
      id,
      workspaceId: caller.workspaceId,
      divisionId: await this.profiles.chooseDivision(caller, undefined),
      connectorId: dto.connectorId ?? null,
      clientSecretSetAt: draft.clientSecret === undefined ? null : now,
      registrationVersion: 1,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    await refusingTakenNames(row.name, () =>
      this.dataSource.transaction(async (manager) => {
        if (dto.id != null) await claimReservation(manager, caller, dto.id);
        await manager.insert(AuthProfile, row as object);
      }),
    );
    return { profile: this.registrations.show(row), warnings };
  }

  /** @throws {RequestInvalidError}; {NotFoundError}; {ProblemError} `name-taken`, `version-conflict`, `auth-profile-read-only` */
  async update(caller: Caller, id: string, dto: UpdateAuthProfileDto): Promise<ChangedProfile> {
    const row = await this.profiles.getCustom(caller, id);
    if (dto.version != null && dto.version !== row.version) throw changedMeanwhile();
    const prepared = await this.drafts.prepareChange(row, dto);
    const { draft, warnings } = requireValid(prepared);
    const isOther = isOtherRegistration(prepared.before, draft);
    const now = new Date();
    const changed: AuthProfile = {
      ...row,
      ...(await this.columns(id, draft)),
      ...secretSetAt(draft, dto, now),
      registrationVersion: row.registrationVersion + (isOther ? 1 : 0),
      version: row.version + 1,
      updatedAt: now,
    };
    const { affected: written } = await refusingTakenNames(changed.name, () =>
      this.dataSource.manager.update(AuthProfile, { id, version: row.version }, changed as object),
    );
    if (written !== 1) throw changedMeanwhile();
    await this.profiles.forget(id);
    const isAffected = isOther || asksForMore(prepared.before, draft);
    const affected = isAffected ? await this.uses.dependants(id) : { actions: 0, authorizations: 0 };
    return { profile: this.registrations.show(changed), warnings, affected };
  }

  /** @throws {NotFoundError}; {ProblemError} `auth-profile-in-use`, `auth-profile-read-only` */
  async remove(caller: Caller, id: string): Promise<void> {
    const { name } = await this.profiles.getCustom(caller, id);
    const { count, usedBy } = await this.uses.of(caller, id);
    if (count > 0) {
      const bots = usedBy.length === 0 ? 'bots that you may not see' : usedBy.map(({ botName }) => botName).join(', ');
      throw new ProblemError(
        'auth-profile-in-use',
        `'${name}' is used by ${bots}; delete those actions, or choose another profile for them.`,
        { usedBy },
      );
    }
    await this.dataSource.manager.delete(AuthProfile, { id });
    await this.profiles.forget(id);
  }

  private async columns(id: string, draft: ProfileDraft) {
    const fields = draft.authorizationFields ?? [];
    const values = fields.map(({ value }) => value);
    return {
      ...columnsOf(draft),
      ...(await this.registrations.seal(id, { clientSecret: draft.clientSecret, values })),
    };
  }
}

/** The columns of a draft that was found valid, without those that are sealed. */
function columnsOf(draft: ProfileDraft) {
  const complete = draft as Required<ProfileDraft>;
  const { name, description, identityProviderName, grantType, clientAuthentication } = complete;
  const { scopeSeparator, hasTenancy, additionalFields, authorizationFields } = complete;
  return {
    ...optionalColumnsOf(draft),
    ...{ name, description, identityProviderName, grantType, clientAuthentication },
    ...{ scopeSeparator, hasTenancy, additionalFields },
    authorizationFields: authorizationFields.map(({ placement, key }) => ({ placement, key })),
    scopes: parseScopes(complete.scopes),
  };
}

const optionalColumns = [
  ...(['clientId', 'authorizationUrl', 'tokenUrl', 'refreshUrl', 'revocationUrl', 'issuer'] as const),
  ...(['apiUrl', 'credentialsId', 'credentials', 'subject', 'audience', 'keyId'] as const),
];
type OptionalColumns = Pick<AuthProfile, (typeof optionalColumns)[number]>;

function optionalColumnsOf(draft: ProfileDraft): OptionalColumns {
  return Object.fromEntries(optionalColumns.map((name) => [name, draft[name] ?? null])) as OptionalColumns;
}

/** When the secret was entered, where this change has entered or removed it. */
function secretSetAt({ clientSecret }: ProfileDraft, dto: UpdateAuthProfileDto, now: Date) {
  if (clientSecret === undefined) return { clientSecretSetAt: null };
  return dto.clientSecret === undefined ? {} : { clientSecretSetAt: now };
}

function requireValid<Prepared extends PreparedDraft>(prepared: Prepared): Prepared {
  if (prepared.violations.length > 0) throw new RequestInvalidError(prepared.violations);
  return prepared;
}

function changedMeanwhile(): ProblemError {
  return new ProblemError('version-conflict', 'The auth profile was changed meanwhile; read it again, then change it.');
}

async function refusingTakenNames<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const { code } = (error instanceof QueryFailedError ? error.driverError : {}) as { readonly code?: string };
    if (code !== uniqueViolation) throw error;
    throw new ProblemError(
      'name-taken',
      `Another auth profile is named '${name}'; choose another name.`,
      {},
      { cause: error },
    );
  }
}
