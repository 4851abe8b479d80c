import { Injectable } from '@nestjs/common';
import { ProblemError } from '../http/problem.js';
import { AttemptLimitsService } from '../members/attempt-limits.service.js';
import { MembersService } from '../members/members.service.js';
import { PasswordsService } from '../members/passwords.service.js';
import { SessionsService, type StartedSession } from './sessions.service.js';

/** Signs members in by password, and tells nobody else whether there is such a member. */
@Injectable()
export class SignInService {
  constructor(
    private readonly members: MembersService,
    private readonly passwords: PasswordsService,
    private readonly limits: AttemptLimitsService,
    private readonly sessions: SessionsService,
  ) {}

  /** @throws {ProblemError} `credentials-wrong`, `too-many-attempts` */
  async signIn(email: string, password: string, address: string): Promise<StartedSession> {
    await this.limits.take('address', address);
    await this.limits.take('account-address', `${email} ${address}`);
    await this.limits.take('account', email);
    const credentials = await this.members.findCredentials(email);
    const isRight = await this.passwords.verify(credentials?.passwordHash, password);
    if (!isRight || credentials === undefined) {
      throw new ProblemError('credentials-wrong', 'No member has this e-mail address and this password.');
    }
    await Promise.all([
      this.limits.giveBack('address', address),
      this.limits.reset('account-address', `${email} ${address}`),
      this.limits.giveBack('account', email),
    ]);
    return this.sessions.start(credentials.id);
  }
}
