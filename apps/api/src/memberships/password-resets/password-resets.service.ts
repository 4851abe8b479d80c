import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { hashSecret, randomSecret } from '../../encryption/secrets.js';
import type { Caller } from '../../http/caller.js';
import { ProblemError } from '../../http/problem.js';
import { AttemptLimitsService } from '../../members/attempt-limits.service.js';
import { Member } from '../../members/member.entity.js';
import { PasswordsService } from '../../members/passwords.service.js';
import { PowersService } from '../../members/powers/powers.service.js';
import { IssuersService } from '../issuers.service.js';
import { PasswordReset } from './password-reset.entity.js';

const lifetimeMs = 24 * 3_600_000;

/** A link that has just been made, with its token, which is known for this once. */
export interface IssuedReset {
  readonly token: string;
  readonly expiresAt: Date;
  readonly email: string;
}

/** Links by which members set a new password. */
@Injectable()
export class PasswordResetsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly powers: PowersService,
    private readonly issuers: IssuersService,
    private readonly passwords: PasswordsService,
    private readonly limits: AttemptLimitsService,
  ) {}

  /**
   * Makes a link for a member; the one before is dead.
   * @throws {ProblemError} `permission-missing`; {NotFoundError}
   */
  async create(caller: Caller, memberId: string): Promise<IssuedReset> {
    const { workspaceId } = caller;
    const token = randomSecret();
    const expiresAt = new Date(Date.now() + lifetimeMs);
    return this.powers.change(caller, async (change) => {
      await this.powers.requireOver(change, { workspaceId, id: memberId });
      const { manager } = change;
      const issuer = { issuerKind: caller.kind, issuerId: caller.id };
      await manager.upsert(PasswordReset, { memberId, tokenHash: hashSecret(token), ...issuer, expiresAt }, [
        'memberId',
      ]);
      const { email } = await manager.findOneByOrFail(Member, { id: memberId });
      return { token, expiresAt, email };
    });
  }

  /**
   * Sets the password of whoever a link is for, once, if whoever made the link could still change them.
   * @returns the id of the member, whose sessions are to end
   * @throws {ProblemError} `password-reset-invalid`, `too-many-attempts`
   */
  async accept(token: string, password: string, address: string): Promise<string> {
    await this.limits.take('one-time-link', address);
    const tokenHash = hashSecret(token);
    const reset = await this.dataSource.manager.findOneBy(PasswordReset, { tokenHash });
    const member = reset === null ? null : await this.dataSource.manager.findOneBy(Member, { id: reset.memberId });
    if (reset === null || member === null) throw invalid();
    await this.limits.giveBack('one-time-link', address);
    const passwordHash = await this.passwords.hash(password);
    const { id, workspaceId } = member;
    await this.powers.changeAlone(workspaceId, async (manager) => {
      const { affected } = await manager.delete(PasswordReset, { tokenHash });
      if (affected !== 1 || reset.expiresAt.getTime() <= Date.now()) throw invalid();
      const held = await this.issuers.held(manager, { ...reset, workspaceId });
      await this.powers.requireOver({ manager, held }, { workspaceId, id }).catch((error: unknown) => {
        throw error instanceof ProblemError ? invalid() : error;
      });
      await manager.update(Member, { id }, { passwordHash });
    });
    return id;
  }
}

function invalid(): ProblemError {
  return new ProblemError(
    'password-reset-invalid',
    'This link was used already, has expired, or was replaced; ask an administrator for a new one.',
  );
}
