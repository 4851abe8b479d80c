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
    return profiles.map((profile) => {
      const isPaused = paused.has(profile.id);
      return {
        profile,
        standing: { mayUse: mayUse(caller, profile), mayManage: mayManage(caller, profile), isPaused },
      };
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
    const keepers = await this.holders.of(caller.workspaceId, 'auth-profiles:manage', [profile.divisionId]);
    const ask = keepers.slice(0, askedAtMost).map(({ name }) => name);
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
}
