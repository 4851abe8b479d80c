import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Environment } from '../config/environment.js';
import type { CallerIdentity } from '../http/caller.js';
import { productVersion } from '../http/product.js';
import { MembersService } from '../members/members.service.js';
import { Workspace } from '../members/workspace.entity.js';
import type { SessionView } from './session.dto.js';

/** Tells callers who they are, and what they work with. */
@Injectable()
export class SessionViewsService {
  constructor(
    private readonly members: MembersService,
    private readonly dataSource: DataSource,
    private readonly environment: Environment,
  ) {}

  /** What is shown of a caller. */
  async of(caller: CallerIdentity, endsInSeconds: number | null): Promise<SessionView> {
    const { kind, id, workspaceId, permissions, botIds, grants } = caller;
    const member = kind === 'member' ? await this.members.find(id) : undefined;
    const workspace = await this.dataSource.manager.findOneBy(Workspace, { id: workspaceId });
    return {
      ...{ kind, id, workspaceId, workspaceName: workspace?.name ?? '' },
      ...(member && { name: member.member.name, email: member.member.email }),
      roles: member?.roles ?? [],
      permissions: [...permissions],
      grants: (grants ?? [{ divisionId: null, permissions }]).map((granted) => ({
        divisionId: granted.divisionId,
        permissions: [...granted.permissions],
      })),
      botIds: botIds === undefined ? null : [...botIds],
      mustSetUpSecondFactor: caller.isRestricted === true,
      endsInSeconds,
      hasSimulator: this.environment.simulatorUrl !== undefined,
      version: productVersion(),
    };
  }
}
