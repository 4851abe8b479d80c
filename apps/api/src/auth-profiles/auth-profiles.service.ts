import { Injectable } from '@nestjs/common';
import type { ResolvedAuthProfile } from './resolved-auth-profile.js';

/** Auth profiles of a workspace, and those of the operator. */
@Injectable()
export class AuthProfilesService {
  /**
   * A profile that the workspace may use; without I/O when it was read lately.
   * @throws {NotFoundError}
   */
  resolve(_workspaceId: string, _authProfileId: string): Promise<ResolvedAuthProfile> {
    throw new Error('not built yet');
  }
}
