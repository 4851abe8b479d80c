import { Injectable } from '@nestjs/common';
import type { TraceStep } from '#dialogs';
import { DataSource, MoreThan, type EntityManager } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import { EncryptionService } from '../../encryption/encryption.service.js';
import { Run } from '../../runs/run.entity.js';
import { Step, type Conversation, type Effect } from '../conversation.entity.js';
import type { StepRunView, StepView } from './step.dto.js';

type StepContent = Pick<StepView, 'kind' | 'taskId' | 'nodeId' | 'detail' | 'run'>;

/** What happened in a turn; `message` is the number of its last message. */
interface StepsOfTurn {
  readonly trace: readonly TraceStep[];
  readonly run?: StepRunView;
  readonly message: number;
}

/** Keeps what happened in conversations that are watched. */
@Injectable()
export class StepStoreService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly encryption: EncryptionService,
  ) {}

  /**
   * Appends the steps of one turn to a conversation whose row the caller has locked, and answers how many; none where it is not watched.
   * A run belongs to the step that tells of its outcome.
   */
  async append(
    manager: EntityManager,
    conversation: Conversation,
    { trace, run, message }: StepsOfTurn,
  ): Promise<number> {
    if (!conversation.isDebug || trace.length === 0) return 0;
    const turn = conversation.lastStep + 1;
    const outcome = trace.find(({ kind }) => kind === 'received');
    const rows = trace.map(async (step, index) => {
      const id = newId('step');
      const { kind, taskId = null, nodeId = null, detail } = step;
      const content: StepContent = { kind, taskId, nodeId, detail, run: step === outcome ? (run ?? null) : null };
      const contentSealed = await this.encryption.seal(JSON.stringify(content), place(id));
      return {
        id,
        conversationId: conversation.id,
        sequence: turn + index,
        turn,
        message,
        contentSealed,
        createdAt: new Date(),
      };
    });
    await manager.insert(Step, await Promise.all(rows));
    return trace.length;
  }

  /** Steps of a conversation after a number, oldest first. */
  async listAfter(conversationId: string, after: number, limit: number): Promise<readonly StepView[]> {
    const rows = await this.dataSource.manager.find(Step, {
      where: { conversationId, sequence: MoreThan(after) },
      order: { sequence: 'ASC' },
      take: limit,
    });
    return Promise.all(rows.map((row) => this.open(row)));
  }

  /** The run that an effect led to, as far as it may be shown. */
  async runOf({ conversationId, key }: Effect, botId: string): Promise<StepRunView | undefined> {
    const where = { botId, callerId: conversationId, idempotencyKey: key };
    const found = await this.dataSource.manager.findOneBy(Run, where);
    if (found === null) return undefined;
    const { id, operation, status, errorCode, startedAt, finishedAt } = found;
    const durationMs = finishedAt === null ? null : finishedAt.getTime() - startedAt.getTime();
    const requests = found.trace.map((entry) => ({ ...entry, status: entry.status ?? null }));
    return { id, operation, status, errorCode, durationMs, requests };
  }

  private async open({ id, sequence, turn, message, contentSealed, createdAt }: Step): Promise<StepView> {
    const content = JSON.parse(await this.encryption.open(contentSealed, place(id))) as StepContent;
    return { sequence, turn, message, ...content, createdAt: createdAt.toISOString() };
  }
}

function place(id: string) {
  return { table: 'steps', column: 'content_sealed', id } as const;
}
