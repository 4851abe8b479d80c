import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import { Caller, type IdentifyOptions } from '../http/caller.js';
import { JobsService } from '../jobs/jobs.service.js';
import { Session } from './session.entity.js';
import { MembersService } from '../members/members.service.js';
import { hashSecret, randomSecret } from '../encryption/secrets.js';

const lifetimeMs = 7 * 24 * 3_600_000;
const idleMs = 8 * 3_600_000;
const touchEveryMs = 60_000;

interface LiveSession {
  readonly id: string;
  readonly caller: Caller;
  readonly expiresAt: number;
  seenAt: number;
}

/** A session that has just begun; the token goes into the cookie and nowhere else. */
export interface StartedSession {
  readonly token: string;
  readonly memberId: string;
  readonly expiresAt: Date;
}

/** Who is signed in. */
@Injectable()
export class SessionsService {
  private readonly logger = new Logger('sessions');
  private readonly live: ReplicatedCache<LiveSession>;

  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly members: MembersService,
    channel: ReplicaChannel,
    jobs: JobsService,
  ) {
    this.live = new ReplicatedCache(channel, 'sessions', { max: 10_000, maxAgeMs: 30_000 });
    jobs.define({ name: 'sessions-clean-up', cron: '11 * * * *', handle: () => this.cleanUp() });
  }

  /** Begins a session for a member who has proven who they are. */
  async start(memberId: string): Promise<StartedSession> {
    const token = randomSecret();
    const now = Date.now();
    const expiresAt = new Date(now + lifetimeMs);
    await this.sessions.insert({
      id: newId('session'),
      tokenHash: hashSecret(token),
      memberId,
      lastSeenAt: new Date(now),
      expiresAt,
    });
    return { token, memberId, expiresAt };
  }

  /** The member behind a session cookie, or undefined when it is unknown, idle for too long or over. */
  async identify(token: string, { isPassive = false }: IdentifyOptions = {}): Promise<Caller | undefined> {
    const tokenHash = hashSecret(token);
    const session = await this.live.get(tokenHash, () => this.load(tokenHash));
    const now = Date.now();
    if (session === undefined || session.expiresAt <= now || session.seenAt + idleMs <= now) return undefined;
    if (!isPassive && session.seenAt + touchEveryMs < now) {
      session.seenAt = now;
      this.sessions.update({ id: session.id }, { lastSeenAt: new Date(now) }).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'a session was used, and that could not be noted');
      });
    }
    return session.caller;
  }

  /** Ends a session here and on every replica. */
  async signOut(token: string): Promise<void> {
    const tokenHash = hashSecret(token);
    await this.sessions.delete({ tokenHash });
    await this.live.invalidate(tokenHash);
  }

  private async cleanUp(): Promise<void> {
    const now = Date.now();
    await this.sessions.delete([
      { expiresAt: LessThan(new Date(now)) },
      { lastSeenAt: LessThan(new Date(now - idleMs)) },
    ]);
  }

  private async load(tokenHash: string): Promise<LiveSession | undefined> {
    const session = await this.sessions.findOneBy({ tokenHash });
    if (session === null) return undefined;
    const found = await this.members.find(session.memberId);
    if (found === undefined) return undefined;
    return {
      id: session.id,
      caller: new Caller({
        kind: 'member',
        id: found.member.id,
        workspaceId: found.member.workspaceId,
        permissions: found.permissions,
        grants: found.grants,
      }),
      expiresAt: session.expiresAt.getTime(),
      seenAt: session.lastSeenAt.getTime(),
    };
  }
}
