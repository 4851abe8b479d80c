import { Injectable } from '@nestjs/common';
import {
  createOperationContext,
  VendorUnauthorizedError,
  type Connector,
  type Content,
  type HttpTrace,
  type Operation,
} from '#connectors';
import { ActionAuthorizationService } from '../actions/action-authorization.service.js';
import type { Access } from '../authorizations/access.js';
import { AuthorizationsService } from '../authorizations/authorizations.service.js';
import type { Subject } from '../authorizations/subject.js';
import { callAuthorization } from '../connectors/call-authorization.js';
import { ConnectorsService } from '../connectors/connectors.service.js';
import { RateLimits } from '../connectors/rate-limits.js';
import { ProblemError } from '../http/problem.js';
import { MetricsService } from '../telemetry/metrics.service.js';
import { TracingService } from '../telemetry/tracing/tracing.service.js';
import type { RunRequest } from './runs.service.js';

/** A run whose input is valid and whose subject is known. */
export interface Attempt extends Omit<RunRequest, 'input'> {
  readonly input: Parameters<Operation['run']>[1];
  readonly subject: Subject;
}

/** What an operation answered, and what was sent for it. */
export interface Execution {
  readonly output: unknown;
  readonly trace: readonly HttpTrace[];
  readonly authorizationId: string;
  readonly content?: Content;
}

/** What is recorded of a failure: nothing that a vendor said but its short message. */
export interface RecordedFailure {
  readonly errorCode: string;
  readonly errorMessage: string;
  readonly trace: readonly HttpTrace[];
  readonly authorizationId: string | null;
}

const traces = new WeakMap<Error, readonly HttpTrace[]>();

/** Carries operations out for whoever they are authorized by. */
@Injectable()
export class OperationsService {
  private readonly rateLimits = new RateLimits();

  constructor(
    private readonly connectors: ConnectorsService,
    private readonly authorizations: AuthorizationsService,
    private readonly links: ActionAuthorizationService,
    private readonly metrics: MetricsService,
    private readonly tracing: TracingService,
  ) {}

  /**
   * Runs an operation; a token that the vendor refuses is refreshed once, since nothing was done.
   * @throws {ProblemError} `authorization-required`, with a link where an end user can open one; the connector's errors
   */
  execute(attempt: Attempt): Promise<Execution> {
    const { operation, action } = attempt;
    const attributes = { 'attache.operation': operation.id, 'attache.authorization.mode': action.authorizationMode };
    return this.tracing.inSpan(`run ${operation.id}`, attributes, () => this.carryOut(attempt));
  }

  private async carryOut(attempt: Attempt): Promise<Execution> {
    const trace: HttpTrace[] = [];
    try {
      const done = await this.withAccess(attempt, (access) => this.send(attempt, access, trace));
      this.count(attempt, 'succeeded');
      return { ...done, trace };
    } catch (error) {
      if (error instanceof Error) traces.set(error, trace);
      this.count(attempt, this.failureOf(error).errorCode);
      throw error;
    }
  }

  /** What an operation with an unknown outcome may have made since then; undefined when that cannot be told. */
  async reconcile(attempt: Attempt, since: Date): Promise<Execution | undefined> {
    const { operation } = attempt;
    const trace: HttpTrace[] = [];
    const look = operation.reconcile?.bind(operation);
    if (look === undefined) return undefined;
    try {
      const found = await this.withAccess(attempt, async (access) => {
        const output = await look(this.contextFor(attempt, access, trace), attempt.input, since);
        return { output, authorizationId: access.authorizationId };
      });
      return found.output === undefined ? undefined : { ...found, trace };
    } catch {
      return undefined;
    }
  }

  /** What to record of an error. */
  failureOf(error: unknown): RecordedFailure {
    const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
    const isNamed = typeof code === 'string' && /^[a-z-]+$/.test(code);
    return {
      errorCode: isNamed ? code : 'internal',
      errorMessage: isNamed ? String(message).slice(0, 500) : 'An unexpected error.',
      trace: (error instanceof Error ? traces.get(error) : undefined) ?? [],
      authorizationId: null,
    };
  }

  private async withAccess<Result>(attempt: Attempt, use: (access: Access) => Promise<Result>): Promise<Result> {
    const authorization = await this.authorizations.findUsable(attempt.action, attempt.subject);
    if (authorization === undefined) throw await this.authorizationRequired(attempt);
    try {
      const access = await this.authorizations.access(authorization.id);
      try {
        return await use(access);
      } catch (error) {
        if (!(error instanceof VendorUnauthorizedError)) throw error;
        const renewed = await this.authorizations.accessAfterRejection(authorization.id, access.accessToken);
        if (attempt.content?.stream.readableDidRead === true) throw interrupted(error);
        return await use(renewed);
      }
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (code === 'authorization-lost' || error instanceof VendorUnauthorizedError) {
        throw await this.authorizationRequired(attempt, error);
      }
      throw error;
    }
  }

  private async send(attempt: Attempt, access: Access, trace: HttpTrace[]) {
    const { operation, input, isOpening = false } = attempt;
    const context = this.contextFor(attempt, access, trace);
    const { authorizationId } = access;
    if (isOpening && operation.open !== undefined)
      return { ...(await operation.open(context, input)), authorizationId };
    return { output: (await operation.run(context, input)) as unknown, authorizationId };
  }

  private contextFor(
    { action, operation, timeoutMs, idempotencyKey, observer, content }: Attempt,
    access: Access,
    trace: HttpTrace[],
  ) {
    const connector: Connector = this.connectors.get(action.connectorId);
    const { idempotencyKeyHeader: header } = operation;
    const authorization = callAuthorization(access);
    return createOperationContext({
      connector,
      grant: access.grant,
      account: access.account,
      content,
      egress: this.connectors.egress,
      authorize: () => authorization,
      timeoutMs,
      rateLimitMemory: connector.readRateLimit && this.rateLimits.of(access.authorizationId),
      onTrace: (entry) => trace.push(entry),
      ...(observer !== undefined && { onExchange: (exchange) => observer.exchanges.push(exchange) }),
      ...(header !== undefined && idempotencyKey !== undefined && { idempotency: { header, key: idempotencyKey } }),
    });
  }

  private async authorizationRequired(attempt: Attempt, cause?: unknown): Promise<ProblemError> {
    const { action, bot, endUser, callerId, conversationId, source, subject } = attempt;
    // A conversation that its designers are to help waits, also for a profile that is stopped.
    const isAwaited = source === 'dialog' && action.authorizationMode === 'pre-authorized';
    if (!isAwaited) await this.links.requireNotStopped(action);
    if (subject.kind === 'member') return connectionRequired(action, cause);
    if (action.authorizationMode === 'pre-authorized' || endUser === undefined) {
      const detail = `The shared authorization of '${action.connectorId}' does not work; a designer must authorize the action again.`;
      return new ProblemError('authorization-required', detail, {}, { cause });
    }
    if (source === 'dialog') {
      return new ProblemError('authorization-required', 'The end user must authorize first.', {}, { cause });
    }
    const request = await this.links.linkFor(action, bot, {
      endUser,
      conversationId,
      startedBy: { kind: 'api-key', id: callerId },
    });
    const authorizationRequest = {
      id: request.id,
      url: request.url,
      status: request.status,
      expiresAt: request.expiresAt,
    };
    const detail = 'The end user must authorize first; send them the link, then run this again.';
    return new ProblemError('authorization-required', detail, { authorizationRequest }, { cause });
  }

  private count({ action, operation }: Attempt, outcome: string): void {
    this.metrics.runs.inc({ connector: action.connectorId, operation: operation.name, outcome });
  }
}

function connectionRequired({ connectorId, authProfileId }: Attempt['action'], cause: unknown): ProblemError {
  const detail = `You have not connected an account of your own for '${connectorId}', or it must be connected again: see My connections.`;
  return new ProblemError('connection-required', detail, { authProfileId }, { cause });
}

function interrupted(cause: unknown): ProblemError {
  const detail =
    'The system refused the access token while the file was on its way; there is a new one: send the file again.';
  return new ProblemError('content-interrupted', detail, {}, { cause });
}
