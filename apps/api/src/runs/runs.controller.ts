import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { bodyOf, FastLane } from '../http/fast-lane.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { tokenProblems, vendorProblems } from '../http/problems.js';
import type { Page } from '../http/pages.js';
import { idempotencyKeyOf, OwnIdempotency } from '../idempotency/idempotency.interceptor.js';
import { CreateRunDto, ListRunsQuery, RunResultView, RunView } from './run.dto.js';
import { RunRequestsService } from './run-requests.service.js';

/** Runs operations over REST, and tells what was run. */
@Controller('v1/bots/:botId')
@RouteGroup('Runs')
export class RunsController {
  constructor(private readonly runs: RunRequestsService) {}

  @Post('actions/:connectorId/operations/:name/runs')
  @HttpCode(200)
  @OwnIdempotency()
  @FastLane(async (request, reply) => [
    request.caller,
    request.params,
    await bodyOf(request, CreateRunDto),
    request,
    reply,
  ])
  @RequireAccess('runs:create')
  @Route({
    id: 'runOperation',
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
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunResultView> {
    const result = await this.runs.run(caller, path, { ...body, idempotencyKey: idempotencyKeyOf(request) });
    if (result.isReplayed) void reply.header('idempotent-replayed', 'true');
    return { id: result.id, output: result.output };
  }

  @Get('runs')
  @RequireAccess('runs:view')
  @Route({ id: 'listRuns', summary: 'List runs', answer: RunView, isPage: true })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Query() query: ListRunsQuery,
  ): Promise<Page<RunView>> {
    return this.runs.list(caller, botId, query);
  }

  @Get('runs/:runId')
  @RequireAccess('runs:view')
  @Route({ id: 'getRun', summary: 'Get a run with its trace', answer: RunView })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('runId') runId: string,
  ): Promise<RunView> {
    return this.runs.get(caller, botId, runId);
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
