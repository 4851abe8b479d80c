import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { hashSecret } from '../encryption/secrets.js';
import { ProblemError } from '../http/problem.js';
import { JobsService } from '../jobs/jobs.service.js';

interface Limit {
  readonly points: number;
  readonly duration: number;
}

/** How many attempts may fail within how many seconds. */
const limits = {
  /** Of one address at one account: whoever guesses is stopped early, and cannot keep the account's owner out from elsewhere. */
  'account-address': { points: 5, duration: 300 },
  /** At one account, from everywhere. */
  account: { points: 50, duration: 300 },
  /** Of one address, at all accounts. */
  address: { points: 50, duration: 300 },
  /** Codes of one member's second factor. */
  'second-factor': { points: 5, duration: 300 },
  /** Passwords that a signed-in member gives again. */
  'password-again': { points: 10, duration: 300 },
  /** Ways to the identity provider that one address begins. */
  'single-sign-on': { points: 100, duration: 300 },
  'set-up': { points: 10, duration: 300 },
  /** Links of invitations and of passwords that nothing is known of. */
  'one-time-link': { points: 30, duration: 300 },
  /** Links and callbacks that nothing is known of: nobody mistypes one, whoever sends many is guessing. */
  'authorization-link': { points: 60, duration: 300 },
  /** What one end user types in wrongly for one auth profile, link after link. */
  credentials: { points: 20, duration: 3_600 },
  /** The same of one address, for whomever: many people may share one. */
  'credentials-address': { points: 100, duration: 3_600 },
  /** Chats that one address begins, whether they fail or not: many people may share one. */
  'chat-session': { points: 200, duration: 300 },
  /** What one end user says in a chat: more than anybody can type. */
  'chat-message': { points: 120, duration: 60 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

/** Counts attempts in the database, so that every replica knows them. */
@Injectable()
export class AttemptLimitsService {
  private readonly limiters = new Map<LimitName, RateLimiterPostgres>();

  constructor(
    private readonly dataSource: DataSource,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'attempt-limits-clean-up', cron: '7 * * * *', handle: () => this.cleanUp() });
  }

  /**
   * Counts an attempt before it is made, so that many at once cannot all be the first.
   * @throws {ProblemError} `too-many-attempts`
   */
  async take(name: LimitName, key: string): Promise<void> {
    await this.limiter(name)
      .consume(keyOf(key))
      .catch((error: unknown) => {
        throw error instanceof RateLimiterRes ? tooMany(error) : error;
      });
  }

  /** Forgets an attempt that succeeded. */
  async giveBack(name: LimitName, key: string): Promise<void> {
    await this.limiter(name).reward(keyOf(key));
  }

  /**
   * Refuses when too many attempts have failed.
   * @throws {ProblemError} `too-many-attempts`
   */
  async check(name: LimitName, key: string): Promise<void> {
    const state = await this.limiter(name).get(keyOf(key));
    if (state !== null && state.remainingPoints <= 0) throw tooMany(state);
  }

  /** Counts a failure. */
  async countFailure(name: LimitName, key: string): Promise<void> {
    await this.limiter(name)
      .consume(keyOf(key))
      .catch((error: unknown) => {
        if (!(error instanceof RateLimiterRes)) throw error;
      });
  }

  /** Forgets every failure after a success. */
  async reset(name: LimitName, key: string): Promise<void> {
    await this.limiter(name).delete(keyOf(key));
  }

  private limiter(name: LimitName): RateLimiterPostgres {
    const known = this.limiters.get(name);
    if (known !== undefined) return known;
    const { master } = this.dataSource.driver as unknown as { readonly master: object };
    const limiter = new RateLimiterPostgres({
      storeClient: master,
      storeType: 'pool',
      tableName: 'attempt_limits',
      tableCreated: true,
      keyPrefix: name,
      clearExpiredByTimeout: false,
      ...limits[name],
    });
    this.limiters.set(name, limiter);
    return limiter;
  }

  private async cleanUp(): Promise<void> {
    await this.dataSource.query('DELETE FROM attempt_limits WHERE expire < $1', [Date.now()]);
  }
}

/** An address by its network, since whoever has one of IPv6 has 2^64; anything else by its hash, since it may be a name. */
function keyOf(key: string): string {
  if (!ipaddr.isValid(key)) return hashSecret(key);
  const address = ipaddr.process(key);
  return address.kind() === 'ipv6' ? address.toByteArray().slice(0, 8).join('.') : address.toString();
}

function tooMany(state: RateLimiterRes): ProblemError {
  const retryAfterSeconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  return new ProblemError(
    'too-many-attempts',
    `Too many attempts have failed; try again in ${retryAfterSeconds} seconds.`,
    { retryAfterSeconds },
  );
}
