import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import { EventsService } from '../../events/events.service.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { heldSomewhere } from '../../http/grants.js';
import { Grant, Member } from '../../members/member.entity.js';
import { PowersService } from '../../members/powers/powers.service.js';
import { RolesService } from '../../members/roles.service.js';
import { SessionsService } from '../../sessions/sessions.service.js';
import { SingleSignOnExitError, type SingleSignOnExit } from '../exits.js';
import { Identity, type SingleSignOn } from '../single-sign-on.entity.js';
import type { Person } from './claims.js';
import { MappedGrantsService } from './mapped-grants.service.js';

/** The outcome of one sign-in, written even where it ends at the door: whoever has left a group has lost its roles. */
interface Admission {
  readonly memberId?: string;
  readonly exit?: SingleSignOnExit;
  readonly event?: DomainEvent;
}

/** Finds the member whom a provider speaks of, or makes one, and gives the roles of their groups. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly powers: PowersService,
    private readonly roles: RolesService,
    private readonly mapped: MappedGrantsService,
    private readonly sessions: SessionsService,
    private readonly events: EventsService,
  ) {}

  /**
   * The id of the member who may come in.
   * @throws {SingleSignOnExitError}
   */
  async admit(settings: SingleSignOn, person: Person): Promise<string> {
    const admission = await this.powers.changeAlone(settings.workspaceId, (manager) =>
      this.judge(manager, settings, person),
    );
    if (admission.event !== undefined) this.events.dispatch(admission.event);
    if (admission.memberId !== undefined) await this.sessions.forgetMember(admission.memberId);
    if (admission.exit !== undefined) throw new SingleSignOnExitError(admission.exit);
    if (admission.memberId === undefined) throw new SingleSignOnExitError('refused');
    return admission.memberId;
  }

  private async judge(manager: EntityManager, settings: SingleSignOn, person: Person): Promise<Admission> {
    const known = await this.findByIdentity(manager, settings, person);
    if (known === undefined) {
      const exit = emailExit(settings, person);
      if (exit !== undefined) return { exit };
    }
    const found = known ?? (await this.findByEmail(manager, settings, person));
    if (found instanceof SingleSignOnExitError) return { exit: found.exit };
    if (found === undefined) return this.join(manager, settings, person);
    if (found.deactivatedAt !== null) return { exit: 'deactivated' };
    if (await this.isBeyond(manager, settings, found.id)) return { exit: 'account-protected' };
    if (known === undefined) await link(manager, found.id, person);
    const held = await this.mapped.apply(manager, settings, { memberId: found.id, groups: person.groups });
    return { memberId: found.id, ...(held === 0 && { exit: 'no-access' as const }) };
  }

  private async findByIdentity(
    manager: EntityManager,
    { workspaceId }: SingleSignOn,
    { issuer, subject }: Person,
  ): Promise<Member | undefined> {
    const identity = await manager.findOneBy(Identity, { issuer, subject });
    if (identity === null) return undefined;
    return (await manager.findOneBy(Member, { id: identity.memberId, workspaceId })) ?? undefined;
  }

  /** A member of that address whom nobody else is at the provider. */
  private async findByEmail(
    manager: EntityManager,
    { workspaceId }: SingleSignOn,
    { issuer, verifiedEmail: email }: Person,
  ): Promise<Member | SingleSignOnExitError | undefined> {
    const member = await manager.findOneBy(Member, { email: email ?? '' });
    if (member === null) return undefined;
    const isTaken = await manager.existsBy(Identity, { memberId: member.id, issuer });
    if (member.workspaceId === workspaceId && !isTaken) return member;
    return new SingleSignOnExitError('account-protected');
  }

  /** Whether a member holds more than whoever set the provider up, at whichever sign-in: the provider speaks for nobody above its maker. */
  private async isBeyond(
    manager: EntityManager,
    { workspaceId, heldByMaker }: SingleSignOn,
    memberId: string,
  ): Promise<boolean> {
    const grants = await this.roles.resolve(workspaceId, await manager.findBy(Grant, { memberId }), manager);
    return [...heldSomewhere(grants)].some((permission) => !heldByMaker.includes(permission));
  }

  /** Whom the provider knows, and nobody here. */
  private async join(manager: EntityManager, settings: SingleSignOn, person: Person): Promise<Admission> {
    const { workspaceId, isJustInTime } = settings;
    const { verifiedEmail: email } = person;
    if (!isJustInTime || email === undefined) return { exit: 'not-a-member' };
    const wanted = await this.mapped.wantedFor(manager, settings, person.groups);
    if (wanted.length === 0) return { exit: 'no-access' };
    const id = newId('member');
    const name = person.name ?? email.split('@')[0] ?? email;
    await manager.insert(Member, { id, workspaceId, name, email, passwordHash: null });
    await link(manager, id, person);
    await this.mapped.apply(manager, settings, { memberId: id, groups: person.groups });
    const roles = [...new Set(wanted.map(({ role }) => role))];
    const event = await this.events.record(manager, {
      workspaceId,
      type: 'member.joined',
      data: { memberId: id, roles },
    });
    return { memberId: id, event };
  }
}

async function link(manager: EntityManager, memberId: string, { issuer, subject }: Person): Promise<void> {
  await manager.insert(Identity, { id: newId('identity'), memberId, issuer, subject });
}

/** Only an address that the provider vouches for, in a domain that the workspace takes, says anything. */
function emailExit({ allowedDomains }: SingleSignOn, { verifiedEmail }: Person): SingleSignOnExit | undefined {
  if (verifiedEmail === undefined) return 'email-unverified';
  const domain = verifiedEmail.slice(verifiedEmail.lastIndexOf('@') + 1);
  return allowedDomains.length === 0 || allowedDomains.includes(domain) ? undefined : 'domain-not-allowed';
}
