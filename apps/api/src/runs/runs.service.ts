import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { OutcomeUnknownError, validateInput, type Content, type HttpExchange, type Operation } from '#connectors';
import type { Action } from '../actions/action.entity.js';
import type { Subject } from '../authorizations/subject.js';
import { newId } from '../database/identifiers.js';
import type { EndUser } from '../end-users/end-user.entity.js';
import { ProblemError } from '../http/problem.js';
import { JobsService } from '../jobs/jobs.service.js';
import { ShutdownService } from '../telemetry/shutdown.service.js';
import { OperationsService, type Attempt } from './operations.service.js';
import { ProcessesService } from './processes.service.js';
import { RunRecordsService, type RunEnding } from './run-records.service.js';
import { Run } from './run.entity.js';

/** What to run, and for whom. */
export interface RunRequest {
  readonly bot: { readonly id: string; readonly name: string; readonly workspaceId: string };
  readonly action: Action;
  readonly operation: Operation;
  readonly input: unknown;
  /** Undefined where the authorization is shared, or a member's own. */
  readonly endUser?: EndUser;
  /** The member who runs it as themselves. */
  readonly memberId?: string;
  readonly source: 'api' | 'dialog';
  /** Id of the member, API key or conversation. */
  readonly callerId: string;
  readonly conversationId?: string;
  /** The same key never runs the operation twice. */
  readonly idempotencyKey?: string;
  readonly timeoutMs?: number;
  /** A file for an operation that takes content. */
  readonly content?: Content;
  /** The file of an operation that gives content is wanted as well. */
  readonly isOpening?: boolean;
  /** Looks on. */
  readonly observer?: RunObserver;
}

/** What is told to whoever looks on while an operation runs; it is kept nowhere. */
export interface RunObserver {
  runId?: string;
  readonly exchanges: HttpExchange[];
}

/** What came of a run. */
export interface RunResult {
  readonly id: string;
  readonly output: unknown;
  /** The output is that of an earlier request with the same idempotency key. */
  readonly isReplayed: boolean;
  /** The file that was wanted. */
  readonly content?: Content;
}

/** A connector may not see what was made a moment ago, and clocks differ. */
const clockSkewMs = 30_000;

/**
 * Runs operations. A write is recorded before it is sent; when its outcome is unknown the connector looks for what it may have made,
 * and otherwise the caller is told: nothing is ever repeated blindly.
 */
@Injectable()
export class RunsService {
  constructor(
    private readonly operations: OperationsService,
    private readonly records: RunRecordsService,
    private readonly processes: ProcessesService,
    private readonly shutdown: ShutdownService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'runs-lost', cron: '* * * * *', handle: () => this.settleLost() });
  }

  /**
   * Runs an operation once.
   * @throws InputInvalidError, `authorization-required`, `outcome-unknown`, `idempotency-key-reused`, and the connector's errors
   */
  run(request: RunRequest): Promise<RunResult> {
    return this.shutdown.track(this.runTracked(request));
  }

  private async runTracked(request: RunRequest): Promise<RunResult> {
    const input = validateInput(request.operation, request.input);
    const run = this.newRun(request, input);
    const isRecordedFirst = request.operation.effect === 'write' || request.idempotencyKey !== undefined;
    const attempt = { ...request, input, subject: subjectOf(request) };
    if (!isRecordedFirst)
      return this.carryOut(run, attempt, (ending) => this.records.append(Object.assign(run, ended(ending))));
    const earlier = await this.records.begin(run, input);
    if (earlier !== undefined) return this.resume(earlier, run, attempt);
    return this.carryOut(run, attempt, (ending) => this.records.finish(run, ending));
  }

  /** What a repeated request finds. */
  private async resume(earlier: Run, run: Run, attempt: Attempt): Promise<RunResult> {
    if (earlier.fingerprint !== run.fingerprint) {
      throw new ProblemError(
        'idempotency-key-reused',
        'This Idempotency-Key was sent with another request; use a new key.',
      );
    }
    if (earlier.status === 'succeeded') {
      return { id: earlier.id, output: await this.records.outputOf(earlier), isReplayed: true };
    }
    if (earlier.status === 'running' && (await this.processes.isAlive(Number(earlier.owner)))) throw stillRunning();
    if (!(await this.records.takeOver(earlier, this.processes.own))) throw stillRunning();
    const own = Object.assign(earlier, { owner: String(this.processes.own) });
    const finish = (ending: RunEnding) => this.records.finish(own, ending);
    if (own.status === 'failed') return this.carryOut(own, attempt, finish);
    return this.lookForOutcome(own, attempt, finish);
  }

  /**
   * Settles a run whose outcome is not known: the connector looks for what it may have made.
   * @throws {OutcomeUnknownError} when that cannot be told
   */
  async settle(run: Run, request: Omit<RunRequest, 'input'>): Promise<RunResult> {
    if (run.status === 'succeeded') return { id: run.id, output: await this.records.outputOf(run), isReplayed: true };
    const isLost = run.status === 'running' && !(await this.processes.isAlive(Number(run.owner)));
    if (run.status !== 'outcome-unknown' && !isLost) throw stillRunning();
    if (!(await this.records.takeOver(run, this.processes.own))) throw stillRunning();
    const own = Object.assign(run, { owner: String(this.processes.own) });
    const input = (await this.records.inputOf(run)) as Attempt['input'];
    const attempt = { ...request, input, subject: subjectOf(request) };
    return this.lookForOutcome(own, attempt, (ending) => this.records.finish(own, ending));
  }

  /** Runs whose process died: nobody knows what became of them until somebody asks. */
  private async settleLost(): Promise<void> {
    for (const run of await this.records.unsettled(new Date(Date.now() - 60_000))) {
      if (await this.processes.isAlive(Number(run.owner))) continue;
      await this.records.finish(run, unknownOutcome);
    }
  }

  private async carryOut(run: Run, attempt: Attempt, finish: (ending: RunEnding) => unknown): Promise<RunResult> {
    const startedAt = run.startedAt;
    if (attempt.observer !== undefined) attempt.observer.runId = run.id;
    this.records.announce(run);
    try {
      const { content, ...done } = await this.operations.execute(attempt);
      await closingOnError(content, async () => finish({ ...success, ...done }));
      return { id: run.id, output: done.output, isReplayed: false, ...(content && { content }) };
    } catch (error) {
      const failure = this.operations.failureOf(error);
      if (!(error instanceof OutcomeUnknownError)) {
        await finish({ ...failure, status: 'failed' });
        throw error;
      }
      return this.lookForOutcome(Object.assign(run, { startedAt }), attempt, finish, error);
    }
  }

  private async lookForOutcome(
    run: Run,
    attempt: Attempt,
    finish: (ending: RunEnding) => unknown,
    cause?: unknown,
  ): Promise<RunResult> {
    const since = new Date(run.startedAt.getTime() - clockSkewMs);
    const found = await this.operations.reconcile(attempt, since);
    if (found !== undefined) {
      await finish({ ...success, ...found });
      return { id: run.id, output: found.output, isReplayed: false };
    }
    await finish(unknownOutcome);
    throw new ProblemError('outcome-unknown', unknownOutcome.errorMessage, { runId: run.id }, { cause });
  }

  private newRun(request: RunRequest, input: unknown): Run {
    const { bot, action, operation, endUser, memberId, source, callerId, conversationId, idempotencyKey } = request;
    return Object.assign(new Run(), {
      id: newId('run'),
      workspaceId: bot.workspaceId,
      botId: bot.id,
      connectorId: action.connectorId,
      operation: operation.id,
      source,
      callerId,
      endUserId: endUser?.id ?? null,
      memberId: memberId ?? null,
      conversationId: conversationId ?? null,
      authorizationId: null,
      status: 'running' as const,
      errorCode: null,
      errorMessage: null,
      trace: [],
      idempotencyKey: idempotencyKey ?? null,
      fingerprint: idempotencyKey === undefined ? null : fingerprintOf(operation.id, endUser?.id ?? memberId, input),
      owner: String(this.processes.own),
      inputSealed: null,
      outputSealed: null,
      startedAt: new Date(),
      finishedAt: null,
    });
  }
}

const success = {
  status: 'succeeded',
  errorCode: null,
  errorMessage: null,
  trace: [],
  authorizationId: null,
} as const satisfies RunEnding;

const unknownOutcome = {
  ...success,
  status: 'outcome-unknown',
  errorCode: 'outcome-unknown',
  errorMessage: 'The change was sent, but nobody knows whether it was made; look there before you try again.',
} as const satisfies RunEnding;

function ended({ output: _, ...columns }: RunEnding) {
  return { ...columns, finishedAt: new Date() };
}

function stillRunning(): ProblemError {
  return new ProblemError(
    'idempotency-key-in-use',
    'The first request with this key is still running; ask again in a moment.',
    {
      retryAfterSeconds: 1,
    },
  );
}

function subjectOf({ action, endUser, memberId }: Pick<RunRequest, 'action' | 'endUser' | 'memberId'>): Subject {
  if (memberId !== undefined) return { kind: 'member', memberId };
  if (action.authorizationMode === 'pre-authorized') return { kind: 'shared' };
  if (endUser !== undefined) return { kind: 'end-user', endUserId: endUser.id };
  throw new ProblemError(
    'end-user-missing',
    'End users authorize this action one by one; say for whom it runs: `endUserId`.',
  );
}

function fingerprintOf(operation: string, endUserId: string | undefined, input: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([operation, endUserId ?? null, input]))
    .digest('base64url');
}

/** What nobody will read is not left open. */
async function closingOnError(content: Content | undefined, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    content?.stream.destroy();
    throw error;
  }
}
