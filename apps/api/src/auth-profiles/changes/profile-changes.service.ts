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
import { DraftsService, type PreparedChange, type PreparedDraft } from './drafts.service.js';
import { asksForMore, isOtherRegistration } from './profile-differences.js';
import { ProfileOwnershipService } from '../powers/profile-ownership.service.js';
import type { AffectedCause } from './profile-uses.service.js';
import { RegistrationsService } from '../registrations/registrations.service.js';
import { claimReservation } from './reservations.service.js';
import type { ShownProfile } from '../registrations/shown-profile.js';

/** A profile as it was saved, and what will disappoint. */
export interface SavedProfile {
  readonly profile: ShownProfile;
  readonly warnings: readonly ProfileWarning[];
}

/** What a check found. */
export interface CheckedProfile extends DraftFindings {
  /** Why something would have to be authorized again; undefined for a new profile. */
  readonly cause?: AffectedCause | null;
}

/** A profile as it was changed, and why something must be authorized again. */
export interface ChangedProfile extends SavedProfile {
  readonly cause: AffectedCause | null;
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
    private readonly owners: ProfileOwnershipService,
  ) {}

  /** What would be found if a profile were saved. */
  async check(caller: Caller, { profileId, ...dto }: CheckAuthProfileDto): Promise<CheckedProfile> {
    await this.owners.check(caller, dto.invitedRoles);
    if (profileId == null) return this.drafts.prepareNew(dto);
    const prepared = await this.drafts.prepareChange(await this.profiles.getCustom(caller, profileId), dto);
    return { ...prepared, cause: causeOf(prepared) };
  }

  /** @throws {RequestInvalidError}; {NotFoundError} for the division; {ProblemError} `name-taken`, `permission-missing` */
  async create(caller: Caller, dto: CreateAuthProfileDto): Promise<SavedProfile> {
    this.owners.refuseKeyOfBots(caller);
    const { draft, warnings } = requireValid(this.drafts.prepareNew(dto));
    const id = dto.id ?? newId('authProfile');
    const now = new Date();
    const row: AuthProfile = {
      ...(await this.columns(id, draft)),
      id,
      workspaceId: caller.workspaceId,
      divisionId: await this.owners.chooseDivision(caller, dto.divisionId),
      invitedRoles: (await this.owners.check(caller, dto.invitedRoles)) ?? null,
      connectorId: dto.connectorId ?? null,
      clientSecretSetAt: draft.clientSecret === undefined ? null : now,
      registrationVersion: 1,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    const told = await refusingTakenNames(row.name, () =>
      this.dataSource.transaction(async (manager) => {
        if (dto.id != null) await claimReservation(manager, caller, dto.id);
        await manager.insert(AuthProfile, row as object);
        return this.owners.tell(manager, null, row);
      }),
    );
    this.owners.dispatch(told);
    return { profile: this.registrations.show(row), warnings };
  }

  /** @throws {RequestInvalidError}; {NotFoundError}; {ProblemError} `name-taken`, `version-conflict`, `auth-profile-read-only`, `permission-missing` */
  async update(caller: Caller, id: string, dto: UpdateAuthProfileDto): Promise<ChangedProfile> {
    const row = await this.profiles.getCustom(caller, id);
    this.owners.refuseKeyOfBots(caller);
    if (dto.version != null && dto.version !== row.version) throw changedMeanwhile();
    const prepared = await this.drafts.prepareChange(row, dto);
    const { draft, warnings } = requireValid(prepared);
    const cause = causeOf(prepared);
    const now = new Date();
    const changed: AuthProfile = {
      ...row,
      ...(await this.columns(id, draft)),
      ...(await this.ownership(caller, dto)),
      ...secretSetAt(draft, dto, now),
      registrationVersion: row.registrationVersion + (cause === 'registration' ? 1 : 0),
      version: row.version + 1,
      updatedAt: now,
    };
    await this.replace(row, changed);
    return { profile: this.registrations.show(changed), warnings, cause };
  }

  /** Whoever moves a profile holds the permission in both divisions. */
  private async ownership(caller: Caller, dto: UpdateAuthProfileDto): Promise<Partial<AuthProfile>> {
    const invitedRoles = await this.owners.check(caller, dto.invitedRoles);
    return {
      ...(dto.divisionId !== undefined && { divisionId: await this.owners.chooseDivision(caller, dto.divisionId) }),
      ...(invitedRoles !== undefined && { invitedRoles }),
    };
  }

  /** Writes a changed profile, and tells of it. */
  private async replace(before: AuthProfile, changed: AuthProfile): Promise<void> {
    const { id, version } = before;
    const told = await refusingTakenNames(changed.name, () =>
      this.dataSource.transaction(async (manager) => {
        const { affected } = await manager.update(AuthProfile, { id, version }, changed as object);
        if (affected !== 1) throw changedMeanwhile();
        const invited = await this.owners.tell(manager, before.invitedRoles, changed);
        return [...invited, ...(await this.owners.tellOfRegistration(manager, before, changed))];
      }),
    );
    await this.profiles.forget(id);
    this.owners.dispatch(told);
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

/** Why something must be authorized again. */
function causeOf({ before, draft }: PreparedChange): AffectedCause | null {
  if (isOtherRegistration(before, draft)) return 'registration';
  return asksForMore(before, draft) ? 'scopes' : null;
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
