import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { ProblemError } from '../http/problem.js';

interface Limit {
  readonly points: number;
  readonly duration: number;
}

/** Failed sign-ins: per account and per address, in seconds. */
const limits = {
  account: { points: 5, duration: 300 },
  address: { points: 50, duration: 300 },
  'set-up': { points: 10, duration: 300 },
  'authorization-link': { points: 60, duration: 300 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

/** Counts failed attempts in the database, so that every replica knows them. */
@Injectable()
export class AttemptLimitsService {
  private readonly limiters = new Map<LimitName, RateLimiterPostgres>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Refuses when too many attempts have failed.
   * @throws {ProblemError} `too-many-attempts`
   */
  async check(name: LimitName, key: string): Promise<void> {
    const state = await this.limiter(name).get(key);
    if (state !== null && state.remainingPoints <= 0) throw tooMany(state);
  }

  /** Counts a failure. */
  async countFailure(name: LimitName, key: string): Promise<void> {
    await this.limiter(name)
      .consume(key)
      .catch((error: unknown) => {
        if (!(error instanceof RateLimiterRes)) throw error;
      });
  }

  /** Forgets the failures after a success. */
  async reset(name: LimitName, key: string): Promise<void> {
    await this.limiter(name).delete(key);
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
}

function tooMany(state: RateLimiterRes): ProblemError {
  const retryAfterSeconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  return new ProblemError(
    'too-many-attempts',
    `Too many attempts have failed; try again in ${retryAfterSeconds} seconds.`,
    {
      retryAfterSeconds,
    },
  );
}
