import { Injectable } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { PowersService } from '../members/powers/powers.service.js';
import { SecondFactorsService, type Enrolment } from '../second-factors/second-factors.service.js';
import { requireMember } from '../sessions/listing/session-lists.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import type { RemoveSecondFactorDto } from './account.dto.js';
import { AccountsService } from './accounts.service.js';

/** Second factors of members: their own, and reset by administrators. */
@Injectable()
export class AccountFactorsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly secondFactors: SecondFactorsService,
    private readonly sessions: SessionsService,
    private readonly powers: PowersService,
  ) {}

  /** @throws {ProblemError} `password-wrong`, `password-missing`, `second-factor-exists` */
  async begin(caller: Caller, password: string): Promise<Enrolment> {
    const { id, email } = await this.accounts.requirePassword(caller, password);
    return this.secondFactors.begin(id, email);
  }

  /**
   * Confirms, ends every other session, and lets a member who had to do this go on.
   * @throws {ProblemError} `second-factor-wrong`, `second-factor-exists`
   */
  async confirm(caller: Caller, code: string): Promise<readonly string[]> {
    const memberId = requireMember(caller);
    const recoveryCodes = await this.secondFactors.confirm(memberId, code);
    await this.sessions.endAllOf(memberId, { exceptId: caller.sessionId });
    await this.sessions.forgetMember(memberId);
    return recoveryCodes;
  }

  /** @throws {ProblemError} `second-factor-wrong` */
  async renewRecoveryCodes(caller: Caller, code: string): Promise<readonly string[]> {
    return this.secondFactors.renewRecoveryCodes(requireMember(caller), code);
  }

  /** @throws {ProblemError} `password-wrong`, `second-factor-wrong` */
  async remove(caller: Caller, { password, code }: RemoveSecondFactorDto): Promise<void> {
    const { id } = await this.accounts.requirePassword(caller, password);
    await this.secondFactors.take(id, code);
    await this.secondFactors.remove(id);
    await this.sessions.forgetMember(id);
  }

  /**
   * Takes away the second factor of a member who has lost it and holds no more than the caller; all of their sessions end.
   * @throws {NotFoundError}; {ProblemError} `permission-missing`
   */
  async reset(caller: Caller, memberId: string): Promise<void> {
    const { workspaceId } = caller;
    await this.powers.change(caller, (change) => this.powers.requireOver(change, { workspaceId, id: memberId }));
    await this.secondFactors.remove(memberId);
    await this.sessions.endAllOf(memberId);
  }
}
