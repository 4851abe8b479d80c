import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, Repository } from 'typeorm';
import type { Caller } from '../../http/caller.js';
import { NotFoundError, ProblemError } from '../../http/problem.js';
import { PowersService } from '../../members/powers/powers.service.js';
import { WorkspaceSettingsService } from '../../workspace-settings/workspace-settings.service.js';
import { Session } from '../session.entity.js';
import { SessionsService } from '../sessions.service.js';

/** Which sessions members have, and the end of them. */
@Injectable()
export class SessionListsService {
  constructor(
    @InjectRepository(Session) private readonly rows: Repository<Session>,
    private readonly sessions: SessionsService,
    private readonly powers: PowersService,
    private readonly settings: WorkspaceSettingsService,
  ) {}

  /** The caller's own sessions. */
  async listOwn(caller: Caller): Promise<readonly Session[]> {
    return this.liveOf(requireMember(caller), caller.workspaceId);
  }

  /** @throws {NotFoundError} */
  async endOwn(caller: Caller, id: string): Promise<void> {
    if ((await this.sessions.endAllOf(requireMember(caller), { onlyId: id })) === 0)
      throw new NotFoundError('session', id);
  }

  /** Ends all of the caller's sessions but the one that asks; how many. */
  async endOthers(caller: Caller): Promise<number> {
    return this.sessions.endAllOf(requireMember(caller), { exceptId: caller.sessionId });
  }

  /** @throws {NotFoundError} */
  async listOf(caller: Caller, memberId: string): Promise<readonly Session[]> {
    const isKnown = await this.rows.query<unknown[]>('SELECT FROM members WHERE id = $1 AND workspace_id = $2', [
      memberId,
      caller.workspaceId,
    ]);
    if (isKnown.length === 0) throw new NotFoundError('member', memberId);
    return this.liveOf(memberId, caller.workspaceId);
  }

  /**
   * Ends all sessions of a member who holds no more than the caller; how many.
   * @throws {NotFoundError}; {ProblemError} `permission-missing`
   */
  async endOf(caller: Caller, memberId: string): Promise<number> {
    const { workspaceId } = caller;
    await this.powers.change(caller, (change) => this.powers.requireOver(change, { workspaceId, id: memberId }));
    return this.sessions.endAllOf(memberId);
  }

  private async liveOf(memberId: string, workspaceId: string): Promise<readonly Session[]> {
    const { idleTimeoutMinutes } = await this.settings.of(workspaceId);
    const now = Date.now();
    return this.rows.find({
      where: {
        memberId,
        expiresAt: MoreThan(new Date(now)),
        lastSeenAt: MoreThan(new Date(now - idleTimeoutMinutes * 60_000)),
      },
      order: { lastSeenAt: 'DESC', id: 'DESC' },
      take: 200,
    });
  }
}

/**
 * The member who asks.
 * @throws {ProblemError} `permission-missing` for an API key, which is nobody's account
 */
export function requireMember({ kind, id }: Caller): string {
  if (kind === 'member') return id;
  throw new ProblemError('permission-missing', 'An API key has no account of its own; sign in as a member.');
}
