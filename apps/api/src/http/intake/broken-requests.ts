import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { knownError, problemBody } from '../problem.filter.js';
import { problems, type ProblemCode } from '../problems.js';

const problemType = 'application/problem+json; charset=utf-8';

const details = {
  'request-timeout': 'The request did not arrive in time; send it again.',
  'headers-too-large': 'The headers of the request are too large; send fewer or shorter ones.',
  'request-malformed': 'What was sent is not a valid HTTP request.',
} as const satisfies Partial<Record<ProblemCode, string>>;

/** Answers what Fastify refuses before it looks for a route: a path that is not valid, or too long. */
export function answerBadPath(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const known = { ...(knownError(error) ?? { code: 'route-unknown' as const, extensions: {} }), detail: badPath };
  const body = problemBody(known, request.id);
  void reply.header('x-request-id', request.id).status(body.status).type(problemType).send(JSON.stringify(body));
}

const badPath = 'The path is not valid, or a part of it is too long.';

/** Answers what is not even HTTP, comes too slowly, or has headers without end; then hangs up. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const code = codeOf(error);
  const requestId = randomUUID();
  const { status } = problems[code];
  const body = JSON.stringify(problemBody({ code, detail: details[code], extensions: {} }, requestId));
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\nx-request-id: ${requestId}\r\n` +
        `content-type: ${problemType}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
}

function codeOf({ code }: NodeJS.ErrnoException): keyof typeof details {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request-timeout';
  return code === 'HPE_HEADER_OVERFLOW' ? 'headers-too-large' : 'request-malformed';
}
