import { Injectable } from '@nestjs/common';
import { newId } from '../../database/identifiers.js';
import { Grant, Member } from '../../members/member.entity.js';
import { PasswordsService } from '../../members/passwords.service.js';
import { PowersService } from '../../members/powers/powers.service.js';
import { Workspace } from '../../members/workspace.entity.js';
import { MemberEventsService } from '../member-events.service.js';
import type { AcceptInvitationDto } from './invitation.dto.js';
import { Invitation } from './invitation.entity.js';
import { InvitationLinksService } from './invitation-links.service.js';
import { refuseMembers } from './invitations.service.js';
import { needsPassword, requirePasswordRule } from './password-rule.js';

/** Somebody who has just become a member. */
export interface Joined {
  readonly memberId: string;
  /** Whether the workspace lets them in by the password that they chose. */
  readonly mayUsePassword: boolean;
}

/** Turns the invited into members, once for each invitation. */
@Injectable()
export class AcceptancesService {
  constructor(
    private readonly links: InvitationLinksService,
    private readonly powers: PowersService,
    private readonly passwords: PasswordsService,
    private readonly events: MemberEventsService,
  ) {}

  /**
   * Makes the invited a member, with the roles that whoever invited them still holds.
   * @throws {ProblemError} `invitation-invalid`, `email-taken`, `too-many-attempts`; {RequestInvalidError} for a password that is missing or not taken
   */
  async accept({ token, name, password }: AcceptInvitationDto, address: string): Promise<Joined> {
    const { id, workspaceId } = await this.links.lookUp(token, address);
    const passwordHash = password === undefined ? null : await this.passwords.hash(password);
    const memberId = newId('member');
    const joined = await this.powers.changeAlone(workspaceId, async (manager) => {
      const { invitation, roles } = await this.links.take(manager, id, token);
      const workspace = await manager.findOneByOrFail(Workspace, { id: workspaceId });
      const mayUsePassword = needsPassword(workspace, roles);
      requirePasswordRule(mayUsePassword, password);
      await refuseMembers(manager, invitation.email);
      await manager.insert(Member, { id: memberId, workspaceId, name, email: invitation.email, passwordHash });
      for (const { role, divisionId } of roles) {
        await manager.insert(Grant, { id: newId('grant'), workspaceId, memberId, role, divisionId });
      }
      await manager.update(Invitation, { id }, { acceptedAt: new Date(), memberId });
      const data = { memberId, roles: await this.events.namesOf(manager, workspaceId, roles) };
      return {
        event: await this.events.record(manager, workspaceId, { type: 'member.joined', data }),
        mayUsePassword,
      };
    });
    await this.events.tell(joined.event);
    return { memberId, mayUsePassword: joined.mayUsePassword };
  }
}
