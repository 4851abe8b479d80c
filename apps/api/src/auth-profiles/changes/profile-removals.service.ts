import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../../http/caller.js';
import { ProblemError } from '../../http/problem.js';
import { AuthProfile } from '../auth-profile.entity.js';
import { AuthProfilesService } from '../auth-profiles.service.js';
import { ProfileOwnershipService } from '../powers/profile-ownership.service.js';
import { ProfileUsesService } from './profile-uses.service.js';

/** Deletes auth profiles that nobody uses. */
@Injectable()
export class ProfileRemovalsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly profiles: AuthProfilesService,
    private readonly uses: ProfileUsesService,
    private readonly owners: ProfileOwnershipService,
  ) {}

  /** @throws {NotFoundError}; {ProblemError} `auth-profile-in-use`, `auth-profile-read-only`, `permission-missing` */
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
    const saved = await this.uses.countSaved(id);
    if (saved > 0) {
      const detail = `'${name}' holds ${saved} authorization(s) of its own or of members, or they are still being revoked; POST .../revocation revokes them all.`;
      throw new ProblemError('auth-profile-in-use', detail, { usedBy: [] });
    }
    this.owners.refuseKeyOfBots(caller);
    await this.dataSource.manager.delete(AuthProfile, { id });
    await this.profiles.forget(id);
  }
}
