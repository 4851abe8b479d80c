import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, MoreThan, Not, Repository } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { EncryptionService } from '../encryption/encryption.service.js';
import type { AnyCaller } from '../http/caller.js';
import { ProblemError } from '../http/problem.js';
import { JobsService } from '../jobs/jobs.service.js';
import { IdempotencyKey } from './idempotency-key.entity.js';

/** After this long the first request is taken for lost. */
const abandonedAfterMs = 60_000;
/** Stands for an answer that nobody knows. */
const lostStatus = 500;
const keptForMs = 24 * 3_600_000;
const batchSize = 500;

/** What is stored of an answer. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A request that goes first. */
export interface FirstRequest {
  /** It is done: repetitions get this answer. */
  settle(answer: StoredAnswer): Promise<void>;
  /** It was refused, nothing was done: it may be sent again. */
  forget(): Promise<void>;
  /** It broke: nobody knows what was done. */
  lose(): Promise<void>;
}

/** Remembers the answers to POST requests with an `Idempotency-Key` for a day. */
@Injectable()
export class IdempotencyService {
  constructor(
    @InjectRepository(IdempotencyKey) private readonly keys: Repository<IdempotencyKey>,
    private readonly encryption: EncryptionService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'idempotency-clean-up', cron: '17 * * * *', handle: () => this.cleanUp() });
  }

  /**
   * Claims a key: the stored answer of the first request, or the right to be the first.
   * @throws {ProblemError} `idempotency-key-reused`, `idempotency-key-in-use`, `idempotency-outcome-unknown`
   */
  async claim(caller: AnyCaller, key: string, fingerprint: string): Promise<StoredAnswer | FirstRequest> {
    const place = { workspaceId: caller.workspaceId, callerId: caller.id, key };
    for (;;) {
      const id = newId('idempotencyKey');
      await this.keys
        .createQueryBuilder()
        .insert()
        .values({ id, ...place, fingerprint })
        .orIgnore()
        .execute();
      const held = await this.keys.findOneBy(place);
      if (held?.id === id) return this.first(id);
      // Null: whoever was first has just been refused.
      if (held !== null) return this.storedAnswer(held, fingerprint);
    }
  }

  /** Erases the answers whose text fits, and answers how many; the keys stay: whoever repeats such a request learns that it was done before. */
  async forgetAnswers(fits: (text: string) => boolean): Promise<number> {
    let forgotten = 0;
    for (let cursor = ''; ;) {
      const where = { id: MoreThan(cursor), answerSealed: Not(IsNull()) };
      const rows = await this.keys.find({ where, order: { id: 'ASC' }, take: batchSize });
      for (const { id, answerSealed } of rows) {
        if (answerSealed === null || !fits(await this.encryption.open(answerSealed, place(id)))) continue;
        await this.keys.update({ id }, { answerSealed: null });
        forgotten += 1;
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < batchSize) return forgotten;
      cursor = last.id;
    }
  }

  private first(id: string): FirstRequest {
    return {
      settle: (answer) => this.settle(id, answer),
      forget: async () => void (await this.keys.delete({ id })),
      lose: async () => void (await this.keys.update({ id }, { status: lostStatus })),
    };
  }

  private async storedAnswer(held: IdempotencyKey, fingerprint: string): Promise<StoredAnswer> {
    if (held.fingerprint !== fingerprint) {
      throw new ProblemError(
        'idempotency-key-reused',
        'This Idempotency-Key was sent with another request; use a new key.',
      );
    }
    if (held.status !== null && held.answerSealed !== null) {
      const text = await this.encryption.open(held.answerSealed, place(held.id));
      return { status: held.status, body: JSON.parse(text) as unknown };
    }
    if (held.status === null && Date.now() - held.createdAt.getTime() < abandonedAfterMs) {
      throw new ProblemError(
        'idempotency-key-in-use',
        'The first request with this key is still running; ask again in a moment.',
        {
          retryAfterSeconds: 1,
        },
      );
    }
    throw new ProblemError(
      'idempotency-outcome-unknown',
      'The first request with this key broke off; look whether it took effect, then use a new key.',
    );
  }

  private async settle(id: string, answer: StoredAnswer): Promise<void> {
    const answerSealed = await this.encryption.seal(JSON.stringify(answer.body ?? null), place(id));
    await this.keys.update({ id }, { status: answer.status, answerSealed });
  }

  private async cleanUp(): Promise<void> {
    await this.keys.delete({ createdAt: LessThan(new Date(Date.now() - keptForMs)) });
  }
}

function place(id: string) {
  return { table: 'idempotency_keys', column: 'answer_sealed', id } as const;
}
