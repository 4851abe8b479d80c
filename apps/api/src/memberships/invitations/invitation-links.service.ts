import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { hashSecret } from '../../encryption/secrets.js';
import { ProblemError, RequestInvalidError } from '../../http/problem.js';
import { AttemptLimitsService } from '../../members/attempt-limits.service.js';
import { firstNotHeld } from '../../members/powers/powers.js';
import { PowersService } from '../../members/powers/powers.service.js';
import type { RoleInDivision } from '../../members/roles.service.js';
import { IssuersService } from '../issuers.service.js';
import { Invitation } from './invitation.entity.js';

/** Why a link does not make anybody a member. */
type Reason = 'unknown' | 'accepted' | 'expired' | 'void';

const words: Readonly<Record<Reason, string>> = {
  unknown: 'There is no such invitation, or no longer; ask for a new link.',
  accepted: 'This invitation was accepted already; sign in instead.',
  expired: 'This invitation has expired; ask whoever invited you for a new link.',
  void: 'Whoever invited you may no longer give what was offered; ask for a new invitation.',
};

/** Finds the invitation of a link, and judges what it still gives. */
@Injectable()
export class InvitationLinksService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly powers: PowersService,
    private readonly issuers: IssuersService,
    private readonly limits: AttemptLimitsService,
  ) {}

  /**
   * The invitation that a link is for, when it is good; changes nothing.
   * @throws {ProblemError} `invitation-invalid`, `too-many-attempts`
   */
  async lookUp(token: string, address: string): Promise<Invitation> {
    const invitation = await this.find(token, address);
    await this.judge(this.dataSource.manager, invitation);
    return invitation;
  }

  /**
   * The invitation that a link is for, good or not. Links that nothing is known of are counted: nobody mistypes one.
   * @throws {ProblemError} `invitation-invalid`, `too-many-attempts`
   */
  async find(token: string, address: string): Promise<Invitation> {
    await this.limits.take('one-time-link', address);
    const invitation = await this.dataSource.manager.findOneBy(Invitation, { tokenHash: hashSecret(token) });
    if (invitation === null) throw invalid('unknown');
    await this.limits.giveBack('one-time-link', address);
    return invitation;
  }

  /**
   * The invitation that a link is for, within a change, with the roles that it still gives: those that the inviter still holds.
   * @throws {ProblemError} `invitation-invalid`
   */
  async take(
    manager: EntityManager,
    id: string,
    token: string,
  ): Promise<{ readonly invitation: Invitation; readonly roles: readonly RoleInDivision[] }> {
    const invitation = await manager.findOneBy(Invitation, { id, tokenHash: hashSecret(token) });
    if (invitation === null) throw invalid('unknown');
    return { invitation, roles: await this.judge(manager, invitation) };
  }

  private async judge(manager: EntityManager, invitation: Invitation): Promise<readonly RoleInDivision[]> {
    if (invitation.acceptedAt !== null) throw invalid('accepted');
    if (invitation.expiresAt.getTime() <= Date.now()) throw invalid('expired');
    const held = await this.issuers.held(manager, invitation);
    const offered = await this.powers.resolve(manager, invitation.workspaceId, invitation.grants).catch(orVoid);
    if (held.length === 0 || firstNotHeld(held, offered) !== undefined) throw invalid('void');
    return offered;
  }
}

/** A role or a division that was offered is gone. */
function orVoid(error: unknown): never {
  throw error instanceof RequestInvalidError ? invalid('void') : error;
}

function invalid(reason: Reason): ProblemError {
  return new ProblemError('invitation-invalid', words[reason], { reason });
}
