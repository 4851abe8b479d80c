import type { Readable } from 'node:stream';
import { Body, Controller, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { Content } from '#connectors';
import type { FastifyReply } from 'fastify';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { acceptsContent, contentMediaType } from '../../http/intake/content-bodies.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { RequestInvalidError } from '../../http/problem.js';
import { tokenProblems, vendorProblems } from '../../http/problems.js';
import { OwnIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { CreateRunDto, RunResultView } from '../run.dto.js';
import { RunRequestsService, type OperationPath } from '../run-requests.service.js';
import { SendContentQuery } from './content.dto.js';

const problems = [
  'input-invalid',
  'end-user-missing',
  'operation-unknown',
  'action-not-enabled',
  'authorization-required',
  'account-not-usable',
  'content-unavailable',
  ...tokenProblems,
  ...vendorProblems,
] as const;

/** Files on their way to a system and from one: they flow through, and are kept nowhere. */
@Controller('v1/bots/:botId/actions/:connectorId/operations/:name/content')
@RouteGroup('Runs')
export class ContentsController {
  constructor(private readonly runs: RunRequestsService) {}

  @Post()
  @HttpCode(200)
  @OwnIdempotency()
  @RequireAccess('runs:create')
  @Route({
    id: 'openContent',
    audit: 'batched',
    summary: 'Run an operation that gives a file, and get the file',
    description: 'Only for operations whose `content` is `gives`. The header `attache-run-id` names the run.',
    mediaType: contentMediaType,
    problems,
  })
  async open(
    @CurrentCaller() caller: Caller,
    @Param() path: OperationPath,
    @Body() body: CreateRunDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { id, content } = await this.runs.run(caller, path, { ...body, isOpening: true });
    if (content === undefined) throw new TypeError(`The run ${id} gave no file.`);
    await reply.headers({ ...headersOf(content), 'attache-run-id': id }).send(content.stream);
  }

  @Put()
  @HttpCode(200)
  @RouteConfig(acceptsContent)
  @RequireAccess('runs:create')
  @Route({
    id: 'sendContent',
    audit: 'batched',
    summary: 'Run an operation that takes a file, with the file as the body',
    description:
      'Only for operations whose `content` is `takes`. The body is the file, as `application/octet-stream`; it flows through, and a ' +
      'request that fails has to be sent again.',
    answer: RunResultView,
    problems: [...problems, 'content-interrupted', 'outcome-unknown', 'media-type-unsupported'],
  })
  async send(
    @CurrentCaller() caller: Caller,
    @Param() path: OperationPath,
    @Query() query: SendContentQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunResultView> {
    const { endUserId, channel, mediaType = contentMediaType } = query;
    const { body, headers } = reply.request;
    const length = headers['content-length'];
    const content = {
      stream: (body as Readable | undefined) ?? reply.request.raw,
      mediaType,
      ...(length !== undefined && { sizeBytes: Number(length) }),
    };
    const input = readInput(query.input);
    const { id, output } = await this.runs.run(caller, path, { endUserId, channel, input, content });
    return { id, output };
  }
}

function readInput(text: string): Readonly<Record<string, unknown>> {
  try {
    const input: unknown = JSON.parse(text);
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return { ...input };
  } catch {
    // What is no JSON is told of as what is no object.
  }
  throw new RequestInvalidError([{ pointer: '/input', detail: 'Give a JSON object.' }]);
}

/** A browser that is shown the answer keeps it as a file, and runs nothing in it. */
function headersOf({ mediaType, sizeBytes, name = 'file' }: Content): Readonly<Record<string, string>> {
  const isPlain = /^[\w.+-]+\/[\w.+-]+(?:; ?charset=[\w"-]+)?$/.test(mediaType);
  const shown = name.replace(/[\p{Cc}\p{Cf}\p{Cs}/\\]/gu, '_');
  const encoded = encodeURIComponent([...shown].slice(0, 200).join('')).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  );
  return {
    'content-type': isPlain ? mediaType : contentMediaType,
    'content-disposition': `attachment; filename*=UTF-8\'\'${encoded}`,
    ...(sizeBytes !== undefined && { 'content-length': String(sizeBytes) }),
  };
}
