import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Environment } from '../../config/environment.js';
import { Workspace } from '../../members/workspace.entity.js';
import { IssuersService } from '../issuers.service.js';
import { LinkMailsService } from '../link-mails.service.js';
import { MemberViewsService } from '../member-views.service.js';
import type { InvitationOfferView, InvitationView, IssuedInvitationView } from './invitation.dto.js';
import type { Invitation } from './invitation.entity.js';
import { needsPassword } from './password-rule.js';
import type { IssuedInvitation } from './invitations.service.js';

/** Shows invitations: to members without their links, to the invited what they are offered. */
@Injectable()
export class InvitationViewsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly environment: Environment,
    private readonly issuers: IssuersService,
    private readonly members: MemberViewsService,
    private readonly mails: LinkMailsService,
  ) {}

  /** What members see. */
  async show(workspaceId: string, invitations: readonly Invitation[]): Promise<readonly InvitationView[]> {
    const named = await this.members.name(workspaceId);
    const views = invitations.map(async (invitation) => ({
      ...{ id: invitation.id, email: invitation.email, name: invitation.name },
      state: invitation.expiresAt.getTime() <= Date.now() ? ('expired' as const) : ('open' as const),
      grants: named(invitation.grants),
      invitedBy: (await this.issuers.nameOf(this.dataSource.manager, invitation)) ?? null,
      createdAt: invitation.createdAt.toISOString(),
      expiresAt: invitation.expiresAt.toISOString(),
    }));
    return Promise.all(views);
  }

  /** The link of a new invitation, for this once; it is mailed when that is possible. The token stands behind the #, which no log has. */
  async issue({ invitation, token }: IssuedInvitation): Promise<IssuedInvitationView> {
    const [view] = await this.show(invitation.workspaceId, [invitation]);
    const url = `${this.environment.publicUrl}/invitation#${token}`;
    const { invitedBy, workspaceName } = await this.offer(invitation);
    const isMailed = await this.mails.send(invitation.email, {
      subject: `You are invited to ${workspaceName}`,
      paragraphs: [
        `${invitedBy ?? 'Somebody'} invites you to ${workspaceName} on Attaché.`,
        'The link can be used once, within seven days. If you do not know what this is about, do nothing.',
      ],
      action: { label: 'Accept the invitation', url },
    });
    return { ...(view as InvitationView), url, isMailed };
  }

  /** What the invited sees. */
  async offer(invitation: Invitation): Promise<InvitationOfferView> {
    const { email, name, workspaceId, grants, expiresAt } = invitation;
    const workspace = await this.dataSource.manager.findOneByOrFail(Workspace, { id: workspaceId });
    return {
      ...{ email, name, workspaceName: workspace.name },
      invitedBy: (await this.issuers.nameOf(this.dataSource.manager, invitation)) ?? null,
      grants: (await this.members.name(workspaceId))(grants),
      expiresAt: expiresAt.toISOString(),
      needsPassword: needsPassword(workspace, grants),
    };
  }
}
