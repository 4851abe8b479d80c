import { Injectable } from '@nestjs/common';
import { EndUsersService } from '../../end-users/end-users.service.js';
import { RevocationsService } from './revocations.service.js';

/** Revokes what an end user has authorized when the end user is deleted. */
@Injectable()
export class DeparturesService {
  constructor(endUsers: EndUsersService, revocations: RevocationsService) {
    endUsers.onRemoval(async (endUserId, manager) => {
      await revocations.revokeAllOfEndUser(endUserId, manager);
      return undefined;
    });
  }
}
