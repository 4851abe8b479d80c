import { Injectable } from '@nestjs/common';
import { isAppGrant } from '#auth-profiles';
import { InjectRepository } from '@nestjs/typeorm';
import { In, LessThan, Repository } from 'typeorm';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import type { Caller } from '../http/caller.js';
import { toPage, type Page, type PageQuery } from '../http/pages.js';
import { NotFoundError, ProblemError } from '../http/problem.js';
import { DivisionsService } from '../members/divisions.service.js';
import { AuthProfile } from './auth-profile.entity.js';
import { RegistrationsService } from './registrations/registrations.service.js';
import type { ResolvedAuthProfile } from './resolved-auth-profile.js';
import type { ShownProfile } from './registrations/shown-profile.js';
import { SystemProfiles } from './system/system-profiles.js';

interface Held {
  readonly workspaceId: string;
  readonly profile: ResolvedAuthProfile;
}

/** Auth profiles of a workspace, and those of the operator. */
@Injectable()
export class AuthProfilesService {
  private readonly known: ReplicatedCache<Held>;

  constructor(
    @InjectRepository(AuthProfile) private readonly rows: Repository<AuthProfile>,
    private readonly system: SystemProfiles,
    private readonly registrations: RegistrationsService,
    private readonly divisions: DivisionsService,
    channel: ReplicaChannel,
  ) {
    this.known = new ReplicatedCache(channel, 'auth_profiles', { max: 10_000, maxAgeMs: 60_000 });
  }

  /**
   * A profile that the workspace may use, its secrets opened; without I/O when it was read lately.
   * @throws {NotFoundError}
   */
  async resolve(workspaceId: string, authProfileId: string): Promise<ResolvedAuthProfile> {
    const system = this.system.find(authProfileId);
    if (system !== undefined) return system.resolved;
    const held = await this.known.get(authProfileId, () => this.load(authProfileId));
    if (held === undefined || held.workspaceId !== workspaceId) throw new NotFoundError('auth profile', authProfileId);
    return held.profile;
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

  /**
   * The division that a profile is to belong to.
   * @throws {NotFoundError}
   */
  async chooseDivision(caller: Caller, wanted: string | undefined): Promise<string> {
    return this.divisions.choose(caller, wanted);
  }

  /** Drops what is held of a profile, on every replica. Call it after the change is committed. */
  async forget(id: string): Promise<void> {
    await this.known.invalidate(id);
  }

  private async load(id: string): Promise<Held | undefined> {
    const row = await this.rows.findOneBy({ id });
    if (row === null) return undefined;
    return { workspaceId: row.workspaceId, profile: await this.registrations.resolve(row) };
  }
}
