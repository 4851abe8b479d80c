import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ApiKeysService } from '../api-keys/api-keys.service.js';
import type { Caller } from '../http/caller.js';
import type { Granted } from '../http/grants.js';
import { Member } from '../members/member.entity.js';
import { PowersService } from '../members/powers/powers.service.js';

/** Who has made a link that somebody uses later. */
export interface Issuer {
  readonly workspaceId: string;
  readonly issuerKind: Caller['kind'];
  readonly issuerId: string;
}

/** Knows what the makers of links hold when a link is used: what they have lost meanwhile their links give to nobody. */
@Injectable()
export class IssuersService {
  constructor(
    private readonly powers: PowersService,
    private readonly apiKeys: ApiKeysService,
  ) {}

  /** What the maker of a link holds now, as one who may still manage members; nothing otherwise. */
  async held(manager: EntityManager, { workspaceId, issuerKind, issuerId: id }: Issuer): Promise<readonly Granted[]> {
    const held =
      issuerKind === 'member'
        ? await this.powers.heldByMember(manager, { workspaceId, id })
        : await this.ofKey(manager, { workspaceId, id });
    const mayManage = held.some(
      ({ divisionId, permissions }) => divisionId === null && permissions.has('members:manage'),
    );
    return mayManage ? held : [];
  }

  /** The name of a member who made a link; undefined for API keys and for who is gone. */
  async nameOf(manager: EntityManager, { workspaceId, issuerKind, issuerId: id }: Issuer): Promise<string | undefined> {
    if (issuerKind !== 'member') return undefined;
    return (await manager.findOneBy(Member, { workspaceId, id }))?.name;
  }

  private async ofKey(
    manager: EntityManager,
    key: { readonly workspaceId: string; readonly id: string },
  ): Promise<readonly Granted[]> {
    const permissions = await this.apiKeys.permissionsOf(manager, key);
    return permissions === undefined ? [] : [{ divisionId: null, permissions }];
  }
}
