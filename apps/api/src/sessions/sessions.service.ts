import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import { Caller } from '../http/caller.js';
import { ProblemError } from '../http/problem.js';
import { AttemptLimitsService } from '../members/attempt-limits.service.js';
import { Session } from './session.entity.js';
import { MembersService } from '../members/members.service.js';
import { PasswordsService } from '../members/passwords.service.js';
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

/** Signs members in and out. */
@Injectable()
export class SessionsService {
  private readonly live: ReplicatedCache<LiveSession>;

  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly members: MembersService,
    private readonly passwords: PasswordsService,
    private readonly limits: AttemptLimitsService,
    channel: ReplicaChannel,
  ) {
    this.live = new ReplicatedCache(channel, 'sessions', { max: 10_000, maxAgeMs: 30_000 });
  }

  /**
   * Signs in by password. The answer does not tell whether the address is known.
   * @throws {ProblemError} `credentials-wrong`, `too-many-attempts`
   */
  async signIn(email: string, password: string, address: string): Promise<StartedSession> {
    await this.limits.check('address', address);
    await this.limits.check('account', email);
    const credentials = await this.members.findCredentials(email);
    if (!(await this.passwords.verify(credentials?.passwordHash, password)) || credentials === undefined) {
      await Promise.all([this.limits.countFailure('account', email), this.limits.countFailure('address', address)]);
      throw new ProblemError('credentials-wrong', 'No member has this e-mail address and this password.');
    }
    await this.limits.reset('account', email);
    return this.start(credentials.id);
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
  async identify(token: string): Promise<Caller | undefined> {
    const tokenHash = hashSecret(token);
    const session = await this.live.get(tokenHash, () => this.load(tokenHash));
    const now = Date.now();
    if (session === undefined || session.expiresAt <= now || session.seenAt + idleMs <= now) return undefined;
    if (session.seenAt + touchEveryMs < now) {
      session.seenAt = now;
      await this.sessions.update({ id: session.id }, { lastSeenAt: new Date(now) });
    }
    return session.caller;
  }

  /** Ends a session here and on every replica. */
  async signOut(token: string): Promise<void> {
    const tokenHash = hashSecret(token);
    await this.sessions.delete({ tokenHash });
    await this.live.invalidate(tokenHash);
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
      }),
      expiresAt: session.expiresAt.getTime(),
      seenAt: session.lastSeenAt.getTime(),
    };
  }
}
