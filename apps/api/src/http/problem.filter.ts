import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Violation } from './problem.js';
import { isProblemCode, problems, type ProblemCode } from './problems.js';

interface KnownError {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Codes of Fastify's own errors -> ours. */
const fastifyCodes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body-malformed',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_ERR_BAD_URL: 'route-unknown',
  FST_ERR_MAX_PARAM_LENGTH: 'route-unknown',
};

const statusCodes: Readonly<Record<number, ProblemCode>> = {
  400: 'request-invalid',
  403: 'route-unknown',
  404: 'route-unknown',
  413: 'body-too-large',
  415: 'media-type-unsupported',
};

/** Members that a library's error may carry into a problem. */
const carried = ['retryAfterSeconds', 'vendorMessage', 'vendorCode', 'fields', 'missing'] as const;

function carriedMembers(error: object): Record<string, unknown> {
  const own: Record<string, unknown> = 'extensions' in error ? { ...(error.extensions as object) } : {};
  for (const name of carried) {
    const value = (error as Record<string, unknown>)[name];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) own[name] = value;
  }
  const { violations } = error as {
    readonly violations?: readonly Partial<Violation & { readonly message: string }>[];
  };
  if (violations !== undefined) own.violations = violations.map(toViolation);
  return own;
}

/** Libraries say `message` where the API says `detail`. */
function toViolation({ pointer = '', detail, message }: Partial<Violation & { readonly message: string }>): Violation {
  return { pointer, detail: detail ?? message ?? '' };
}

/** Statuses that Nest and Fastify answer with; an error with a status of its own may be anybody's. */
function statusOf(error: Error): unknown {
  if (error instanceof HttpException) return error.getStatus();
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown };
  const isFrameworks = code === undefined || (typeof code === 'string' && code.startsWith('FST_'));
  return isFrameworks ? statusCode : undefined;
}

/** What an error means to a caller, or undefined when it is not one of ours. */
export function knownError(error: unknown): KnownError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { readonly code?: unknown };
  if (isProblemCode(code)) return { code, detail: error.message, extensions: carriedMembers(error) };
  const ours = typeof code === 'string' ? fastifyCodes[code] : undefined;
  if (ours !== undefined) return { code: ours, detail: error.message, extensions: {} };
  const status = statusOf(error);
  const byStatus = typeof status === 'number' ? statusCodes[status] : undefined;
  if (byStatus === undefined) return undefined;
  const detail =
    byStatus === 'route-unknown' ? 'There is no such route; see /docs for those that there are.' : error.message;
  return { code: byStatus, detail, extensions: {} };
}

/** The body of a problem (RFC 9457). */
export function problemBody(known: KnownError, requestId: string) {
  const { status, title } = problems[known.code];
  return {
    type: `urn:attache:problem:${known.code}`,
    title,
    status,
    code: known.code,
    detail: known.detail,
    requestId,
    ...known.extensions,
  };
}

/** Answers every error as a problem; what is not known is `internal`, with no word of its cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('problems');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const known = knownError(error) ?? this.unknown(error, request);
    const body = problemBody(known, request.id);
    if (reply.sent) return;
    request.problemCode = known.code;
    const { retryAfterSeconds } = known.extensions;
    if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', Math.ceil(retryAfterSeconds));
    if (body.status === 401) void reply.header('www-authenticate', 'Bearer');
    // A route may let its answers be kept, and never its problems.
    void reply.header('cache-control', 'no-store');
    void reply.status(body.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
  }

  private unknown(error: unknown, request: FastifyRequest): KnownError {
    this.logger.error(
      { err: error, requestId: request.id, method: request.method, route: request.routeOptions?.url },
      'unexpected error',
    );
    return {
      code: 'internal',
      detail: `An unexpected error; the log has its cause under the request id ${request.id}.`,
      extensions: {},
    };
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Code of the problem that was answered. */
    problemCode?: ProblemCode;
    /** What no answer shows and the audit trail is to know. */
    auditNote?: {
      /** Why a request came to nothing that was answered with a redirect. */
      readonly exit?: string;
      /** Whom it was about, where the path does not say. */
      readonly memberId?: string;
      /** The member whose link or code it was, where nobody was signed in. */
      readonly byMemberId?: string;
    };
  }
}
