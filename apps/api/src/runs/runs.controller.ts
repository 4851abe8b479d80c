import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { bodyOf, FastLane, queryOf } from '../http/fast-lane.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { tokenProblems, vendorProblems } from '../http/problems.js';
import type { Page } from '../http/pages.js';
import { idempotencyKeyOf, OwnIdempotency } from '../idempotency/idempotency.interceptor.js';
import { CreateRunDto, ListRunsQuery, RunOperationQuery, RunResultView, RunView } from './run.dto.js';
import { RunRequestsService } from './run-requests.service.js';
import { RunViewsService } from './run-views.service.js';
import type { RunObserver } from './runs.service.js';

/** Runs operations over REST, and tells what was run. */
@Controller('v1/bots/:botId')
@RouteGroup('Runs')
export class RunsController {
  constructor(
    private readonly runs: RunRequestsService,
    private readonly views: RunViewsService,
  ) {}

  @Post('actions/:connectorId/operations/:name/runs')
  @HttpCode(200)
  @OwnIdempotency()
  @FastLane(async (request, reply) => [
    request.caller,
    request.params,
    await bodyOf(request, CreateRunDto),
    await queryOf(request, RunOperationQuery),
    reply,
  ])
  @RequireAccess('runs:create')
  @Route({
    id: 'runOperation',
    audit: 'batched',
    summary: 'Run an operation',
    description:
      'With an `Idempotency-Key` the operation runs once, however often it is sent. Without an authorization the answer is the ' +
      'problem `authorization-required` with a link for the end user.',
    answer: RunResultView,
    problems: [
      'input-invalid',
      'end-user-missing',
      'operation-unknown',
      'action-not-enabled',
      'authorization-required',
      'outcome-unknown',
      'account-not-usable',
      ...tokenProblems,
      ...vendorProblems,
    ],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Param() path: { readonly botId: string; readonly connectorId: string; readonly name: string },
    @Body() body: CreateRunDto,
    @Query() query: RunOperationQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunResultView> {
    const observer = query.trace === 'true' ? observerFor(caller) : undefined;
    const idempotencyKey = idempotencyKeyOf(reply.request);
    const { id, output, isReplayed } = await this.runs.run(caller, path, { ...body, idempotencyKey, observer });
    if (isReplayed) void reply.header('idempotent-replayed', 'true');
    return observer === undefined ? { id, output } : { id, output, calls: observer.exchanges };
  }

  @Get('runs')
  @RequireAccess('runs:view')
  @Route({ id: 'listRuns', summary: 'List runs', answer: RunView, isPage: true })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Query() query: ListRunsQuery,
  ): Promise<Page<RunView>> {
    return this.views.list(caller, botId, query);
  }

  @Get('runs/:runId')
  @RequireAccess('runs:view')
  @Route({ id: 'getRun', summary: 'Get a run with its trace', answer: RunView })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('runId') runId: string,
  ): Promise<RunView> {
    return this.views.get(caller, botId, runId);
  }

  @Post('runs/:runId/settle')
  @HttpCode(200)
  @RequireAccess('runs:create')
  @Route({
    id: 'settleRun',
    summary: 'Look again for what a run with an unknown outcome made',
    answer: RunResultView,
    problems: ['authorization-required', 'outcome-unknown', ...tokenProblems],
  })
  async settle(@CurrentCaller() caller: Caller, @Param('botId') botId: string, @Param('runId') runId: string) {
    const { id, output } = await this.runs.settle(caller, botId, runId);
    return { id, output };
  }
}

/** Whoever may see runs may look on. */
function observerFor(caller: Caller): RunObserver {
  caller.requirePermission('runs:view');
  return { exchanges: [] };
}
