import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReplicaChannel } from '../database/replica-channel.js';
import { AccessGuard } from '../http/access.guard.js';
import { ProblemError } from '../http/problem.js';
import { MetricsService } from '../telemetry/metrics.service.js';
import { ShutdownService } from '../telemetry/shutdown.service.js';

const heartbeatMs = 20_000;
const checkEveryMs = 5_000;
const maxStreams = 5_000;
/** What replicas tell each other when somebody has signed out, was changed or lost a key: streams are looked at soon after. */
const callerNews = ['sessions', 'api_keys'] as const;
const lookAfterMs = 100;

/** One server-sent event; `data` is sent as JSON. */
export interface StreamedEvent {
  readonly id?: string | number;
  readonly event: string;
  readonly data: unknown;
}

/** Sends one event to whoever listens. */
export type SendEvent = (event: StreamedEvent) => void;

/** Holds streams of server-sent events open: until the client leaves, the caller may no longer listen, or the server stops. */
@Injectable()
export class StreamsService implements BeforeApplicationShutdown {
  private readonly open = new Set<() => void>();
  private readonly checks = new Set<() => void>();
  private looking?: NodeJS.Timeout;

  constructor(
    private readonly guard: AccessGuard,
    private readonly metrics: MetricsService,
    private readonly shutdown: ShutdownService,
    channel: ReplicaChannel,
  ) {
    for (const name of callerNews) channel.subscribe(name, () => this.lookSoon());
  }

  /**
   * Answers with a stream; `follow` begins to send, and answers how to stop that.
   * @throws {ProblemError} `shutting-down`, `too-many-streams`
   */
  start(reply: FastifyReply, follow: (send: SendEvent) => () => void): void {
    if (this.shutdown.isStopping)
      throw new ProblemError('shutting-down', 'The server is stopping; connect again in a moment.');
    if (this.open.size >= maxStreams)
      throw new ProblemError('too-many-streams', 'This replica streams enough already; try again.');
    reply.hijack();
    const { raw, request } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 1000\n\n');
    const endings = [follow((event) => void raw.write(toText(event)))];
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs);
    const look = () => void this.mayListen(request).then((may) => may || end());
    const check = setInterval(look, checkEveryMs);
    this.checks.add(look);
    const end = () => {
      clearInterval(heartbeat);
      clearInterval(check);
      this.checks.delete(look);
      endings.splice(0).forEach((ending) => ending());
      this.open.delete(end);
      this.metrics.openStreams.set(this.open.size);
      raw.end();
    };
    this.open.add(end);
    this.metrics.openStreams.set(this.open.size);
    raw.on('close', end);
  }

  beforeApplicationShutdown(): void {
    clearTimeout(this.looking);
    for (const end of [...this.open]) end();
  }

  /** Looks at every stream once for all that has come to pass by then. */
  private lookSoon(): void {
    this.looking ??= setTimeout(() => {
      this.looking = undefined;
      for (const look of this.checks) look();
    }, lookAfterMs).unref();
  }

  /** Whether the caller is still signed in and may still do what they could when the stream began; listening is no use of a session. */
  private async mayListen(request: FastifyRequest): Promise<boolean> {
    try {
      return await this.guard.stillAdmits(request);
    } catch (error) {
      // A key that was revoked is refused; a database that stumbles says nothing about the caller.
      return !(error instanceof ProblemError);
    }
  }
}

function toText({ id, event, data }: StreamedEvent): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
