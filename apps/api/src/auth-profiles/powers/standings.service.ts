import { Injectable } from '@nestjs/common';
import type { Caller } from '../../http/caller.js';
import { NotFoundError, ProblemError } from '../../http/problem.js';
import { AuthProfilesService } from '../auth-profiles.service.js';
import type { ShownProfile } from '../registrations/shown-profile.js';
import { HoldersService } from './holders.service.js';
import { ProfilePausesService } from './profile-pauses.service.js';
import { mayManage, maySee, mayUse } from './profile-powers.js';

/** What a caller may do with a profile, and whether anybody can at the moment. */
export interface ProfileStanding {
  readonly mayUse: boolean;
  readonly mayManage: boolean;
  readonly isPaused: boolean;
  /** Whom a member who may not use it asks, by name. */
  readonly ask: readonly string[];
}

/** A profile, and how the caller stands to it. */
export interface StandingProfile {
  readonly profile: ShownProfile;
  readonly standing: ProfileStanding;
}

const askedAtMost = 5;

/** The one place that decides whether somebody may use a profile. */
@Injectable()
export class StandingsService {
  constructor(
    private readonly profiles: AuthProfilesService,
    private readonly pauses: ProfilePausesService,
    private readonly holders: HoldersService,
  ) {}

  /** How a caller stands to profiles that they see. */
  async of(caller: Caller, profiles: readonly ShownProfile[]): Promise<readonly StandingProfile[]> {
    const ids = profiles.map(({ id }) => id);
    const paused = await this.pauses.pausedAmong(caller.workspaceId, ids);
    const closed = profiles.filter((profile) => !mayUse(caller, profile));
    const ask = await this.askedFor(caller, closed);
    return profiles.map((profile) => {
      const standing = {
        mayUse: !closed.includes(profile),
        mayManage: mayManage(caller, profile),
        isPaused: paused.has(profile.id),
        ask: closed.includes(profile) ? (ask.get(profile.divisionId) ?? []) : [],
      };
      return { profile, standing };
    });
  }

  /** As `of`, for one. */
  async ofOne(caller: Caller, profile: ShownProfile): Promise<StandingProfile> {
    const [one] = await this.of(caller, [profile]);
    return one as StandingProfile;
  }

  /**
   * A profile that the caller may choose for an action and authorize with, whichever division the request at hand is about.
   * @throws {NotFoundError} for one that they do not see; {ProblemError} `auth-profile-not-invited`
   */
  async requireUse(caller: Caller, authProfileId: string): Promise<ShownProfile> {
    const profile = await this.profiles.find(caller.workspaceId, authProfileId);
    if (!maySee(caller, profile)) throw new NotFoundError('auth profile', authProfileId);
    if (mayUse(caller, profile)) return profile;
    const ask = (await this.askedFor(caller, [profile])).get(profile.divisionId) ?? [];
    const whom = ask.length === 0 ? 'whoever manages it' : ask.join(' or ');
    throw new ProblemError(
      'auth-profile-not-invited',
      `The auth profile '${profile.name}' is for other roles; ask ${whom} to invite one of yours.`,
      { authProfileId, ask },
    );
  }

  /**
   * A profile whose tokens the caller may save and revoke for all.
   * @throws {NotFoundError}; {ProblemError} `permission-missing`
   */
  async requireManage(caller: Caller, authProfileId: string): Promise<ShownProfile> {
    const profile = await this.profiles.find(caller.workspaceId, authProfileId);
    if (!maySee(caller, profile)) throw new NotFoundError('auth profile', authProfileId);
    const isLimited = caller.kind === 'api-key' && caller.botIds !== undefined;
    if (!isLimited && mayManage(caller, profile)) return profile;
    const permission = 'auth-profiles:manage';
    const where = profile.divisionId === null ? 'for all divisions' : "in the auth profile's division";
    const detail = `This concerns every bot that uses '${profile.name}': it needs '${permission}' ${where}, and no limit to some bots.`;
    throw new ProblemError('permission-missing', detail, { permission });
  }

  /** Who manages the profiles of each division; names of members are for members alone. */
  private async askedFor(
    caller: Caller,
    profiles: readonly ShownProfile[],
  ): Promise<ReadonlyMap<string | null, readonly string[]>> {
    if (caller.kind !== 'member') return new Map();
    const divisionIds = [...new Set(profiles.map(({ divisionId }) => divisionId))];
    const named = divisionIds.map(async (divisionId) => {
      const keepers = await this.holders.of(caller.workspaceId, 'auth-profiles:manage', [divisionId]);
      return [divisionId, keepers.slice(0, askedAtMost).map(({ name }) => name)] as const;
    });
    return new Map(await Promise.all(named));
  }
}
