import { Injectable } from '@nestjs/common';
import type { Operation } from '#connectors';
import { requireEnabled, ActionsService } from '../actions/actions.service.js';
import { BotsService } from '../bots/bots.service.js';
import { EndUsersService } from '../end-users/end-users.service.js';
import type { Caller } from '../http/caller.js';
import { toPage, type Page } from '../http/pages.js';
import { NotFoundError, ProblemError } from '../http/problem.js';
import { toRunView, type CreateRunDto, type ListRunsQuery, type RunView } from './run.dto.js';
import { RunRecordsService } from './run-records.service.js';
import type { Run } from './run.entity.js';
import { RunsService, type RunResult } from './runs.service.js';

/** Which operation a request names. */
export interface OperationPath {
  readonly botId: string;
  readonly connectorId: string;
  readonly name: string;
}

/** Runs operations for callers of the API, and shows them what was run. */
@Injectable()
export class RunRequestsService {
  constructor(
    private readonly actions: ActionsService,
    private readonly bots: BotsService,
    private readonly endUsers: EndUsersService,
    private readonly runs: RunsService,
    private readonly records: RunRecordsService,
  ) {}

  /**
   * Runs an operation for a caller.
   * @throws {ProblemError} `action-not-enabled`, `operation-unknown`, and what `RunsService.run` throws
   */
  async run(
    caller: Caller,
    path: OperationPath,
    body: CreateRunDto & { readonly idempotencyKey?: string },
  ): Promise<RunResult> {
    const { endUserId, channel, input, idempotencyKey } = body;
    const target = await this.target(caller, path.botId, path);
    const endUser =
      endUserId === undefined
        ? undefined
        : await this.endUsers.upsert(target.bot, { id: endUserId, ...(channel !== undefined && { channel }) });
    return this.runs.run({ ...target, endUser, input, source: 'api', callerId: caller.id, idempotencyKey });
  }

  /** Looks again for what a run with an unknown outcome made. */
  async settle(caller: Caller, botId: string, runId: string): Promise<RunResult> {
    const run = await this.find(caller, botId, runId);
    const [, name = ''] = run.operation.split('.');
    const target = await this.target(caller, botId, { connectorId: run.connectorId, name });
    const endUser = run.endUserId === null ? undefined : await this.endUsers.get(run.endUserId);
    return this.runs.settle(run, { ...target, endUser, source: run.source, callerId: run.callerId });
  }

  /** Runs of a bot, newest first. */
  async list(caller: Caller, botId: string, query: ListRunsQuery): Promise<Page<RunView>> {
    await this.bots.get(caller, botId);
    return toPage(await this.records.list({ botId, ...query }), query.limit, toRunView);
  }

  /** @throws {NotFoundError} */
  async get(caller: Caller, botId: string, runId: string): Promise<RunView> {
    return toRunView(await this.find(caller, botId, runId));
  }

  private async find(caller: Caller, botId: string, runId: string): Promise<Run> {
    await this.bots.get(caller, botId);
    const run = await this.records.find(botId, runId);
    if (run === undefined) throw new NotFoundError('run', runId);
    return run;
  }

  private async target(caller: Caller, botId: string, { connectorId, name }: Omit<OperationPath, 'botId'>) {
    const bot = await this.bots.get(caller, botId);
    const action = requireEnabled(await this.actions.find(botId, connectorId), connectorId);
    return { bot, action, operation: this.operation(connectorId, name) };
  }

  private operation(connectorId: string, name: string): Operation {
    const operation = this.actions.operation(connectorId, name);
    if (operation !== undefined) return operation;
    throw new ProblemError(
      'operation-unknown',
      `'${connectorId}' has no operation '${name.slice(0, 80)}'; GET /v1/connectors/${connectorId} lists them.`,
    );
  }
}
