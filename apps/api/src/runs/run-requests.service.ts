import { Injectable } from '@nestjs/common';
import type { Operation } from '#connectors';
import { requireEnabled, ActionsService } from '../actions/actions.service.js';
import { BotsService } from '../bots/bots.service.js';
import { EndUsersService } from '../end-users/end-users.service.js';
import type { Caller } from '../http/caller.js';
import type { Action } from '../actions/action.entity.js';
import { ProblemError, RequestInvalidError } from '../http/problem.js';
import type { CreateRunDto } from './run.dto.js';
import { RunViewsService } from './run-views.service.js';
import { RunsService, type RunObserver, type RunRequest, type RunResult } from './runs.service.js';

/** Which operation a request names. */
export interface OperationPath {
  readonly botId: string;
  readonly connectorId: string;
  readonly name: string;
}

/** Runs operations for callers of the API. */
@Injectable()
export class RunRequestsService {
  constructor(
    private readonly actions: ActionsService,
    private readonly bots: BotsService,
    private readonly endUsers: EndUsersService,
    private readonly runs: RunsService,
    private readonly views: RunViewsService,
  ) {}

  /**
   * Runs an operation for a caller.
   * @throws {ProblemError} `action-not-enabled`, `operation-unknown`, and what `RunsService.run` throws
   */
  async run(
    caller: Caller,
    path: OperationPath,
    body: CreateRunDto & Pick<RunRequest, 'idempotencyKey' | 'observer' | 'content' | 'isOpening'>,
  ): Promise<RunResult> {
    const { endUserId, channel, input, idempotencyKey, observer, content, isOpening } = body;
    const target = await this.target(caller, path.botId, path);
    const memberId = body.as === 'me' ? await this.memberFor(caller, target.action, endUserId) : undefined;
    if (content !== undefined) requireContent(target.operation, 'takes');
    if (isOpening === true) requireContent(target.operation, 'gives');
    const endUser =
      endUserId === undefined
        ? undefined
        : await this.endUsers.upsert(target.bot, { id: endUserId, ...(channel !== undefined && { channel }) });
    const own = { source: 'api' as const, callerId: caller.id, idempotencyKey, content, isOpening };
    const request = { ...target, endUser, memberId, input, ...own };
    return observer === undefined ? this.runs.run(request) : this.observed({ ...request, observer });
  }

  /** A problem tells whoever looks on as much as an output does. */
  private async observed(request: RunRequest & { readonly observer: RunObserver }): Promise<RunResult> {
    const { observer } = request;
    try {
      return await this.runs.run(request);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const { extensions } = error as { readonly extensions?: object };
      throw Object.assign(error, { extensions: { ...extensions, runId: observer.runId, calls: observer.exchanges } });
    }
  }

  /** Looks again for what a run with an unknown outcome made. */
  async settle(caller: Caller, botId: string, runId: string): Promise<RunResult> {
    const run = await this.views.find(caller, botId, runId);
    if (run.memberId !== null && run.memberId !== caller.id) throw notTheirs();
    const [, name = ''] = run.operation.split('.');
    const target = await this.target(caller, botId, { connectorId: run.connectorId, name });
    const endUser = run.endUserId === null ? undefined : await this.endUsers.get(run.endUserId);
    const memberId = run.memberId ?? undefined;
    return this.runs.settle(run, { ...target, endUser, memberId, source: run.source, callerId: run.callerId });
  }

  /** A member with an account of their own; nobody else has one. */
  private async memberFor(caller: Caller, action: Action, endUserId: string | undefined): Promise<string> {
    if (endUserId !== undefined) {
      throw new RequestInvalidError([
        { pointer: '/endUserId', detail: 'Leave it out: `as` says that it runs for you.' },
      ]);
    }
    if (caller.kind !== 'member') {
      const detail =
        'Unattended work has no account of its own: it runs by the shared authorization, or for an end user.';
      throw new ProblemError('member-required', detail);
    }
    await this.actions.requireUse(caller, action);
    return caller.id;
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

function notTheirs(): ProblemError {
  return new ProblemError('member-required', 'A member ran this as themselves; only they can look for what it made.');
}

function requireContent({ id, content }: Operation, wanted: NonNullable<Operation['content']>): void {
  if (content === wanted) return;
  const what = wanted === 'takes' ? 'takes no file' : 'gives no file';
  throw new ProblemError('content-unavailable', `${id} ${what}; run it by POST .../runs.`);
}
