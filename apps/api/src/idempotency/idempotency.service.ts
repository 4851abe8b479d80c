import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, Not, Repository, type EntityManager } from 'typeorm';
import { idsIn, newId } from '../database/identifiers.js';
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
  /** It is done: repetitions get this answer; what the request said tells whom it was about. */
  settle(answer: StoredAnswer, request?: string): Promise<void>;
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

  /**
   * Erases the answers of a workspace that mention one of these ids of ours, or whose request did, and answers how many; the keys stay:
   * whoever repeats such a request learns that it was done before.
   */
  async forgetMentions(manager: EntityManager, workspaceId: string, ids: readonly string[]): Promise<number> {
    const [, count] = await manager.query<[unknown, number]>(
      `UPDATE idempotency_keys SET answer_sealed = NULL, mentions = '{}'
       WHERE workspace_id = $1 AND mentions && $2 AND answer_sealed IS NOT NULL`,
      [workspaceId, ids],
    );
    return count;
  }

  /** Notes whom the answers of a workspace mention that were stored without such a note. */
  async noteMentions(workspaceId: string): Promise<void> {
    const where = { workspaceId, answerSealed: Not(IsNull()), mentions: IsNull() };
    for (;;) {
      const rows = await this.keys.find({ where, take: batchSize });
      for (const { id, answerSealed } of rows) {
        const text = await this.encryption.open(answerSealed ?? '', place(id)).catch(() => '');
        await this.keys.update({ id }, { mentions: idsIn(text) });
      }
      if (rows.length < batchSize) return;
    }
  }

  private first(id: string): FirstRequest {
    return {
      settle: (answer, request = '') => this.settle(id, answer, request),
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

  private async settle(id: string, answer: StoredAnswer, request: string): Promise<void> {
    const text = JSON.stringify(answer.body ?? null);
    const answerSealed = await this.encryption.seal(text, place(id));
    await this.keys.update({ id }, { status: answer.status, answerSealed, mentions: idsIn(`${request} ${text}`) });
  }

  private async cleanUp(): Promise<void> {
    await this.keys.delete({ createdAt: LessThan(new Date(Date.now() - keptForMs)) });
  }
}

function place(id: string) {
  return { table: 'idempotency_keys', column: 'answer_sealed', id } as const;
}
