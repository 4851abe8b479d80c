import { Injectable } from '@nestjs/common';
import { isAppGrant } from '#auth-profiles';
import { InjectRepository } from '@nestjs/typeorm';
import { In, LessThan, Repository } from 'typeorm';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import type { Caller } from '../http/caller.js';
import { toPage, type Page, type PageQuery } from '../http/pages.js';
import { NotFoundError, ProblemError } from '../http/problem.js';
import { AuthProfile } from './auth-profile.entity.js';
import { RegistrationsService } from './registrations/registrations.service.js';
import { ProfilePausesService } from './powers/profile-pauses.service.js';
import type { OwnedProfile } from './powers/profile-powers.js';
import type { ResolvedAuthProfile } from './resolved-auth-profile.js';
import type { ShownProfile } from './registrations/shown-profile.js';
import { SystemProfiles } from './system/system-profiles.js';

interface Held {
  readonly workspaceId: string;
  readonly profile: ResolvedAuthProfile;
  readonly owned: OwnedProfile;
}

/** Auth profiles of a workspace, and those of the operator. */
@Injectable()
export class AuthProfilesService {
  private readonly known: ReplicatedCache<Held>;

  constructor(
    @InjectRepository(AuthProfile) private readonly rows: Repository<AuthProfile>,
    private readonly system: SystemProfiles,
    private readonly registrations: RegistrationsService,
    private readonly pauses: ProfilePausesService,
    channel: ReplicaChannel,
  ) {
    this.known = new ReplicatedCache(channel, 'auth_profiles', { max: 10_000, maxAgeMs: 60_000 });
  }

  /**
   * A profile that the workspace may use, its secrets opened; without I/O when it was read lately.
   * @throws {NotFoundError}
   */
  async resolve(workspaceId: string, authProfileId: string): Promise<ResolvedAuthProfile> {
    const profile = this.system.find(authProfileId)?.resolved ?? (await this.own(workspaceId, authProfileId));
    const isPaused = await this.pauses.isPaused(workspaceId, authProfileId);
    return isPaused ? { ...profile, isPaused } : profile;
  }

  /**
   * What decides who may do what with a profile; without I/O when it was read lately.
   * @throws {NotFoundError}
   */
  async ownership(workspaceId: string, id: string): Promise<OwnedProfile> {
    const system = this.system.find(id);
    return system?.shown ?? (await this.held(workspaceId, id)).owned;
  }

  /**
   * A profile that the workspace has, whoever asks.
   * @throws {NotFoundError}
   */
  async find(workspaceId: string, id: string): Promise<ShownProfile> {
    const system = this.system.find(id);
    if (system !== undefined) return system.shown;
    const row = await this.rows.findOneBy({ id, workspaceId });
    if (row === null) throw new NotFoundError('auth profile', id);
    return this.registrations.show(row);
  }

  /** The best profile that there is for a connector without anybody's doing; for end users none that stands for an app. */
  defaultFor(connectorId: string, { isForPeople }: { readonly isForPeople: boolean }): ResolvedAuthProfile | undefined {
    const profiles = this.system.of(connectorId).map(({ resolved }) => resolved);
    return profiles.find(({ grantType }) => !isForPeople || !isAppGrant(grantType));
  }

  /** The operator's profiles on the first page, then those of the workspace, newest first. */
  async list(caller: Caller, query: PageQuery): Promise<Page<ShownProfile>> {
    const rows = await this.rows.find({
      where: {
        workspaceId: caller.workspaceId,
        ...(caller.divisionIds !== undefined && { divisionId: In([...caller.divisionIds]) }),
        ...(query.cursor !== undefined && { id: LessThan(query.cursor) }),
      },
      order: { id: 'DESC' },
      take: query.limit + 1,
    });
    const { items, nextCursor } = toPage(rows, query.limit, (row) => this.registrations.show(row));
    const system = query.cursor === undefined ? this.system.list().map(({ shown }) => shown) : [];
    return { items: [...system, ...items], nextCursor };
  }

  /** @throws {NotFoundError} */
  async get(caller: Caller, id: string): Promise<ShownProfile> {
    return this.system.find(id)?.shown ?? this.registrations.show(await this.getCustom(caller, id));
  }

  /**
   * A profile that the workspace may change.
   * @throws {NotFoundError}; {ProblemError} `auth-profile-read-only`
   */
  async getCustom(caller: Caller, id: string): Promise<AuthProfile> {
    if (this.system.find(id) !== undefined) {
      throw new ProblemError(
        'auth-profile-read-only',
        'A system profile belongs to the operator of this server; make a custom profile to use an app of your own.',
      );
    }
    const row = await this.rows.findOneBy({ id, workspaceId: caller.workspaceId });
    if (row === null || !caller.mayUseDivision(row.divisionId)) throw new NotFoundError('auth profile', id);
    return row;
  }

  /** Drops what is held of a profile, on every replica. Call it after the change is committed. */
  async forget(id: string): Promise<void> {
    await this.known.invalidate(id);
  }

  private async own(workspaceId: string, id: string): Promise<ResolvedAuthProfile> {
    return (await this.held(workspaceId, id)).profile;
  }

  private async held(workspaceId: string, id: string): Promise<Held> {
    const held = await this.known.get(id, () => this.load(id));
    if (held === undefined || held.workspaceId !== workspaceId) throw new NotFoundError('auth profile', id);
    return held;
  }

  private async load(id: string): Promise<Held | undefined> {
    const row = await this.rows.findOneBy({ id });
    if (row === null) return undefined;
    const { workspaceId, divisionId, invitedRoles } = row;
    const owned = { kind: 'custom', divisionId, invitedRoles } as const;
    return { workspaceId, owned, profile: await this.registrations.resolve(row) };
  }
}
