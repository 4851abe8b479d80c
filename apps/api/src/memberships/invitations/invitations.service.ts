import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, LessThan, QueryFailedError, type EntityManager } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import { hashSecret, randomSecret } from '../../encryption/secrets.js';
import type { Caller } from '../../http/caller.js';
import { toPage, type Page, type PageQuery } from '../../http/pages.js';
import { NotFoundError, ProblemError, RequestInvalidError } from '../../http/problem.js';
import { Member } from '../../members/member.entity.js';
import { PowersService } from '../../members/powers/powers.service.js';
import { MemberEventsService } from '../member-events.service.js';
import type { InviteDto } from './invitation.dto.js';
import { Invitation } from './invitation.entity.js';

const lifetimeMs = 7 * 24 * 3_600_000;
const uniqueViolation = '23505';

/** An invitation whose token is known for this once. */
export interface IssuedInvitation {
  readonly invitation: Invitation;
  readonly token: string;
}

/** Invitations: made, seen, given a new link, and taken back. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly powers: PowersService,
    private readonly events: MemberEventsService,
  ) {}

  /** The invitations that nobody has accepted yet, newest first. */
  async list({ workspaceId }: Caller, { cursor, limit }: PageQuery): Promise<Page<Invitation>> {
    const where = { workspaceId, acceptedAt: IsNull(), ...(cursor !== undefined && { id: LessThan(cursor) }) };
    const rows = await this.dataSource.manager.find(Invitation, { where, order: { id: 'DESC' }, take: limit + 1 });
    return toPage(rows, limit, (row) => row);
  }

  /**
   * Invites somebody to roles that the caller holds.
   * @throws {ProblemError} `permission-missing`, `email-taken`; {RequestInvalidError}
   */
  async create(caller: Caller, dto: InviteDto): Promise<IssuedInvitation> {
    if (dto.grants.length === 0) {
      throw new RequestInvalidError([{ pointer: '/grants', detail: 'Name at least one role.' }]);
    }
    const { workspaceId } = caller;
    const token = randomSecret();
    const { invitation, event } = await this.powers.change(caller, async (change) => {
      const { manager } = change;
      const wanted = await this.powers.requireGrantable(change, workspaceId, dto.grants);
      await refuseMembers(manager, dto.email);
      const grants = wanted.map(({ role, divisionId }) => ({ role, divisionId }));
      const made = manager.create(Invitation, {
        ...{ id: newId('invitation'), workspaceId, email: dto.email, name: dto.name ?? null, grants },
        ...{ tokenHash: hashSecret(token), issuerKind: caller.kind, issuerId: caller.id },
        ...{ createdAt: new Date(), expiresAt: new Date(Date.now() + lifetimeMs), acceptedAt: null, memberId: null },
      });
      await refusingSecond(dto.email, () => manager.insert(Invitation, made as object));
      const data = { invitationId: made.id, roles: await this.events.namesOf(manager, workspaceId, grants) };
      return {
        invitation: made,
        event: await this.events.record(manager, workspaceId, { type: 'member.invited', data }),
      };
    });
    await this.events.tell(event);
    return { invitation, token };
  }

  /**
   * Makes a new link, by a caller who holds what is offered; the old link is dead.
   * @throws {ProblemError} `permission-missing`; {NotFoundError}
   */
  async renew(caller: Caller, id: string): Promise<IssuedInvitation> {
    const { workspaceId } = caller;
    const token = randomSecret();
    await this.powers.change(caller, async (change) => {
      const { manager } = change;
      const { grants } = await open(manager, caller, id);
      await this.powers.requireGrantable(change, workspaceId, grants);
      const expiresAt = new Date(Date.now() + lifetimeMs);
      const issuer = { issuerKind: caller.kind, issuerId: caller.id };
      await manager.update(Invitation, { id }, { tokenHash: hashSecret(token), expiresAt, ...issuer });
    });
    return { invitation: await open(this.dataSource.manager, caller, id), token };
  }

  /** Takes an invitation back: its link is dead. */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.powers.change(caller, async ({ manager }) => {
      await open(manager, caller, id);
      await manager.delete(Invitation, { id });
    });
  }
}

async function open(manager: EntityManager, { workspaceId }: Caller, id: string): Promise<Invitation> {
  const invitation = await manager.findOneBy(Invitation, { id, workspaceId, acceptedAt: IsNull() });
  if (invitation === null) throw new NotFoundError('invitation', id);
  return invitation;
}

/** @throws {ProblemError} `email-taken` */
export async function refuseMembers(manager: EntityManager, email: string): Promise<void> {
  if (!(await manager.existsBy(Member, { email }))) return;
  throw new ProblemError('email-taken', `${email} belongs to a member already; change their roles instead.`);
}

async function refusingSecond(email: string, insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    const { code } = (error instanceof QueryFailedError ? error.driverError : {}) as { readonly code?: string };
    if (code !== uniqueViolation) throw error;
    const message = `${email} is invited already; renew that invitation, or take it back first.`;
    throw new ProblemError('email-taken', message, {}, { cause: error });
  }
}
