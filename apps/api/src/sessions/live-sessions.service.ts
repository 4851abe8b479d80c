import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Caller } from '../http/caller.js';
import { JobsService } from '../jobs/jobs.service.js';
import { MembersService } from '../members/members.service.js';
import { SecondFactorsService } from '../second-factors/second-factors.service.js';
import type { WorkspaceSettings } from '../workspace-settings/workspace-settings.service.js';
import { Session, type SignInMethod } from './session.entity.js';

/** A session as it is kept at hand. */
export interface LiveSession {
  readonly id: string;
  readonly caller: Caller;
  /** The caller while a second factor must be set up first. */
  readonly restricted: Caller;
  readonly method: SignInMethod;
  readonly isOwner: boolean;
  readonly hasSecondFactor: boolean;
  readonly expiresAt: number;
  /** When it was last used, and what of that is stored. */
  seenAt: number;
  notedAt: number;
}

/** Reads sessions with their members, and puts those away that are over. */
@Injectable()
export class LiveSessionsService {
  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly members: MembersService,
    private readonly secondFactors: SecondFactorsService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'sessions-clean-up', cron: '11 * * * *', handle: () => this.cleanUp() });
  }

  /** A session of an active member, or undefined. */
  async load(tokenHash: string): Promise<LiveSession | undefined> {
    const session = await this.sessions.findOneBy({ tokenHash });
    return session === null ? undefined : this.of(session);
  }

  /** The same of one that may not have begun yet. */
  async of(
    session: Omit<Session, 'tokenHash' | 'createdAt' | 'address' | 'userAgent'>,
  ): Promise<LiveSession | undefined> {
    const found = await this.members.find(session.memberId);
    if (found === undefined) return undefined;
    const { member, permissions, grants } = found;
    const identity = { kind: 'member' as const, id: member.id, workspaceId: member.workspaceId, sessionId: session.id };
    return {
      id: session.id,
      caller: new Caller({ ...identity, permissions, grants }),
      restricted: new Caller({ ...identity, permissions: new Set(), grants: [], isRestricted: true }),
      method: session.method,
      isOwner: grants.some(({ role, divisionId }) => role === 'owner' && divisionId === null),
      hasSecondFactor: await this.secondFactors.isSetUp(member.id),
      expiresAt: session.expiresAt.getTime(),
      seenAt: session.lastSeenAt.getTime(),
      notedAt: session.lastSeenAt.getTime(),
    };
  }

  private async cleanUp(): Promise<void> {
    await this.sessions.query(
      `DELETE FROM sessions USING members JOIN workspaces ON workspaces.id = workspace_id
       WHERE members.id = member_id
         AND (expires_at < now() OR last_seen_at < now() - make_interval(mins => idle_timeout_minutes))`,
    );
  }
}

/** When a session ends if nobody uses it again; long ago for one that the workspace no longer takes. */
export function endsAt(session: LiveSession, settings: WorkspaceSettings): number {
  if (settings.requiresSingleSignOn && session.method === 'password' && !session.isOwner) return 0;
  return Math.min(session.expiresAt, session.seenAt + settings.idleTimeoutMinutes * 60_000);
}

/** Who is behind a session, as far as the workspace lets them: whoever signed in elsewhere has proven enough there. */
export function callerOf(session: LiveSession, settings: WorkspaceSettings): Caller {
  const isEnough = !settings.requiresSecondFactor || session.method === 'sso' || session.hasSecondFactor;
  return isEnough ? session.caller : session.restricted;
}
