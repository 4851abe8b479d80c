import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Caller } from '../http/caller.js';
import { NotFoundError, ProblemError } from '../http/problem.js';
import { AttemptLimitsService } from '../members/attempt-limits.service.js';
import { Member } from '../members/member.entity.js';
import { PasswordsService } from '../members/passwords.service.js';
import { requireMember } from '../sessions/listing/session-lists.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import type { ChangePasswordDto } from './account.dto.js';

/** A member's own account: name and password. */
@Injectable()
export class AccountsService {
  constructor(
    @InjectRepository(Member) private readonly members: Repository<Member>,
    private readonly passwords: PasswordsService,
    private readonly limits: AttemptLimitsService,
    private readonly sessions: SessionsService,
  ) {}

  /** The member who asks. */
  async get(caller: Caller): Promise<Member> {
    const id = requireMember(caller);
    const member = await this.members
      .createQueryBuilder('member')
      .addSelect('member.passwordHash')
      .where({ id })
      .getOne();
    if (member === null) throw new NotFoundError('member', id);
    return member;
  }

  async rename(caller: Caller, name: string): Promise<Member> {
    await this.members.update({ id: requireMember(caller) }, { name, version: () => 'version + 1' });
    return this.get(caller);
  }

  /**
   * Changes the password, and ends every other session of the member.
   * @throws {ProblemError} `password-wrong`, `password-missing`, `too-many-attempts`
   */
  async changePassword(caller: Caller, { currentPassword, newPassword }: ChangePasswordDto): Promise<void> {
    const member = await this.requirePassword(caller, currentPassword);
    const passwordHash = await this.passwords.hash(newPassword);
    await this.members.update({ id: member.id }, { passwordHash });
    await this.members.query('DELETE FROM sign_in_challenges WHERE member_id = $1', [member.id]);
    await this.sessions.endAllOf(member.id, { exceptId: caller.sessionId });
  }

  /**
   * The member who asks, once the password is right: a page left open is no proof of who sits there.
   * @throws {ProblemError} `password-wrong`, `password-missing`, `too-many-attempts`
   */
  async requirePassword(caller: Caller, password: string): Promise<Member> {
    const member = await this.get(caller);
    if (member.passwordHash === null) {
      throw new ProblemError('password-missing', 'This account has no password; it signs in with single sign-on.');
    }
    await this.limits.take('password-again', member.id);
    if (!(await this.passwords.verify(member.passwordHash, password))) {
      throw new ProblemError('password-wrong', 'This is not the password that you sign in with.');
    }
    await this.limits.reset('password-again', member.id);
    return member;
  }
}
