import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Not, Repository } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import { hashSecret, randomSecret } from '../encryption/secrets.js';
import { EventsService } from '../events/events.service.js';
import type { Caller, IdentifyOptions } from '../http/caller.js';
import { WorkspaceSettingsService } from '../workspace-settings/workspace-settings.service.js';
import { callerOf, endsAt, LiveSessionsService, type LiveSession } from './live-sessions.service.js';
import { Session, type SignInMethod } from './session.entity.js';

const lifetimeMs = 7 * 24 * 3_600_000;
const touchEveryMs = 15_000;

/** Where and how a session begins. */
export interface SignInPlace {
  readonly address: string;
  readonly userAgent: string;
  readonly method: SignInMethod;
}

/** A session that has just begun; the token goes into the cookie and nowhere else. */
export interface StartedSession {
  readonly token: string;
  readonly memberId: string;
  readonly expiresAt: Date;
}

const nowhere: SignInPlace = { address: '', userAgent: '', method: 'password' };

/** Who is signed in. */
@Injectable()
export class SessionsService {
  private readonly logger = new Logger('sessions');
  private readonly live: ReplicatedCache<LiveSession>;

  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly found: LiveSessionsService,
    private readonly settings: WorkspaceSettingsService,
    private readonly events: EventsService,
    channel: ReplicaChannel,
  ) {
    this.live = new ReplicatedCache(channel, 'sessions', { max: 10_000, maxAgeMs: 30_000 });
  }

  /** Whether the workspace takes a session of this member that begins in this way. */
  async mayStart(memberId: string, method: SignInMethod): Promise<boolean> {
    const lastSeenAt = new Date();
    const expiresAt = new Date(lastSeenAt.getTime() + lifetimeMs);
    const session = await this.found.of({ id: '', memberId, method, lastSeenAt, expiresAt });
    if (session === undefined) return false;
    return endsAt(session, await this.settings.of(session.caller.workspaceId)) > lastSeenAt.getTime();
  }

  /** Begins a session for a member who has proven who they are, and tells of it. */
  async start(memberId: string, place: SignInPlace = nowhere): Promise<StartedSession> {
    const token = randomSecret();
    const now = Date.now();
    const expiresAt = new Date(now + lifetimeMs);
    const id = newId('session');
    const userAgent = place.userAgent.slice(0, 500);
    const event = await this.sessions.manager.transaction(async (manager) => {
      await manager.insert(Session, {
        ...{ id, memberId, expiresAt, ...place, userAgent },
        tokenHash: hashSecret(token),
        lastSeenAt: new Date(now),
      });
      const [member] = await manager.query<{ workspace_id: string }[]>(
        'SELECT workspace_id FROM members WHERE id = $1',
        [memberId],
      );
      const { address, method } = place;
      return this.events.record(manager, {
        workspaceId: member?.workspace_id ?? '',
        type: 'member.signed-in',
        data: { memberId, sessionId: id, address, userAgent, method },
      });
    });
    this.events.dispatch(event);
    return { token, memberId, expiresAt };
  }

  /** The member behind a session cookie, or undefined when it is unknown, idle for too long or over. */
  async identify(token: string, { isPassive = false }: IdentifyOptions = {}): Promise<Caller | undefined> {
    const tokenHash = hashSecret(token);
    const session = await this.live.get(tokenHash, () => this.found.load(tokenHash));
    if (session === undefined) return undefined;
    const settings = await this.settings.of(session.caller.workspaceId);
    const now = Date.now();
    if (endsAt(session, settings) <= now) return undefined;
    if (!isPassive) this.touch(session, now);
    return callerOf(session, settings);
  }

  /** How long a session lasts when nobody uses it again; undefined for one that is over. */
  async remainingMs(token: string): Promise<number | undefined> {
    const tokenHash = hashSecret(token);
    const session = await this.live.get(tokenHash, () => this.found.load(tokenHash));
    if (session === undefined) return undefined;
    return endsAt(session, await this.settings.of(session.caller.workspaceId)) - Date.now();
  }

  /** Ends a session here and on every replica. */
  async signOut(token: string): Promise<void> {
    const tokenHash = hashSecret(token);
    await this.sessions.delete({ tokenHash });
    await this.live.invalidate(tokenHash);
  }

  /** Ends the sessions of a member at once on every replica: all, or all but one, or only one; answers how many. */
  async endAllOf(
    memberId: string,
    which: { readonly exceptId?: string; readonly onlyId?: string } = {},
  ): Promise<number> {
    const id = which.onlyId ?? (which.exceptId === undefined ? undefined : Not(which.exceptId));
    const rows = await this.sessions.findBy({ memberId, ...(id !== undefined && { id }) });
    for (const { id: endedId, tokenHash } of rows) {
      await this.sessions.delete({ id: endedId });
      await this.live.invalidate(tokenHash);
    }
    return rows.length;
  }

  /** Has every replica read again what a member is and may do; call it after the commit of a change. */
  async forgetMember(memberId: string): Promise<void> {
    const rows = await this.sessions.find({ where: { memberId }, select: { tokenHash: true } });
    for (const { tokenHash } of rows) await this.live.invalidate(tokenHash);
  }

  private touch(session: LiveSession, now: number): void {
    session.seenAt = now;
    if (session.notedAt + touchEveryMs >= now) return;
    session.notedAt = now;
    this.sessions.update({ id: session.id }, { lastSeenAt: new Date(now) }).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'a session was used, and that could not be noted');
    });
  }
}
