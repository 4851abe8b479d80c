import { Injectable } from '@nestjs/common';
import { ProblemError } from '../http/problem.js';
import { AttemptLimitsService } from '../members/attempt-limits.service.js';
import { MembersService } from '../members/members.service.js';
import { PasswordsService } from '../members/passwords.service.js';
import { ChallengesService } from '../second-factors/challenges.service.js';
import { SecondFactorsService } from '../second-factors/second-factors.service.js';

/** Judges passwords and codes of whoever signs in, and tells nobody else whether there is such a member. */
@Injectable()
export class SignInService {
  constructor(
    private readonly members: MembersService,
    private readonly passwords: PasswordsService,
    private readonly limits: AttemptLimitsService,
    private readonly secondFactors: SecondFactorsService,
    private readonly challenges: ChallengesService,
  ) {}

  /**
   * The id of the member whose password it is.
   * @throws {ProblemError} `credentials-wrong`, `second-factor-required`, `too-many-attempts`
   */
  async byPassword(email: string, password: string, address: string): Promise<string> {
    await this.limits.take('address', address);
    await this.limits.take('account-address', `${email} ${address}`);
    await this.limits.take('account', email);
    const credentials = await this.members.findCredentials(email);
    const isRight = await this.passwords.verify(credentials?.passwordHash ?? undefined, password);
    if (!isRight || credentials === undefined) {
      throw new ProblemError('credentials-wrong', 'No member has this e-mail address and this password.');
    }
    await Promise.all([
      this.limits.giveBack('address', address),
      this.limits.reset('account-address', `${email} ${address}`),
      this.limits.giveBack('account', email),
    ]);
    if (await this.secondFactors.isSetUp(credentials.id)) throw await this.challenges.begin(credentials.id);
    return credentials.id;
  }
}
