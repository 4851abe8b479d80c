import { Injectable } from '@nestjs/common';
import type { Member } from '../members/member.entity.js';
import { SecondFactorsService } from '../second-factors/second-factors.service.js';
import { WorkspaceSettingsService } from '../workspace-settings/workspace-settings.service.js';
import type { OwnAccountView } from './account.dto.js';

/** Shows accounts. */
@Injectable()
export class AccountViewsService {
  constructor(
    private readonly secondFactors: SecondFactorsService,
    private readonly settings: WorkspaceSettingsService,
  ) {}

  /** What is shown of a member's own account. */
  async of({ id, name, email, passwordHash, workspaceId }: Member): Promise<OwnAccountView> {
    const hasSecondFactor = await this.secondFactors.isSetUp(id);
    const { requiresSecondFactor } = await this.settings.of(workspaceId);
    return {
      ...{ id, name, email, hasSecondFactor, requiresSecondFactor },
      hasPassword: passwordHash !== null,
      recoveryCodesLeft: hasSecondFactor ? await this.secondFactors.recoveryCodesLeft(id) : 0,
    };
  }
}
