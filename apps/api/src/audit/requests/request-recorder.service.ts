import { Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AuditLevel } from '../../http/openapi-metadata.js';
import { listRoutes, type DeclaredRoute } from '../../http/openapi/routes.js';
import { ShutdownService } from '../../telemetry/shutdown.service.js';
import { AuditService, type AuditRecord } from '../audit.service.js';
import { Floods } from './floods.js';
import { hasCredentials, outcomeOf, recordOf, type AnsweredThing } from './request-record.js';

/** What the trail keeps of a route. */
interface Plan {
  readonly action: string;
  readonly level: AuditLevel;
}

/** The level of a route: of what changes something every call is kept, unless the route says that it is otherwise. */
export function auditLevelOf({ method, documentation }: Pick<DeclaredRoute, 'method' | 'documentation'>): AuditLevel {
  return documentation?.audit ?? (method === 'GET' ? 'denials' : 'awaited');
}

const sweepMs = 15_000;
const nothing: Plan = { action: '', level: 'never' };

/** Records requests for the audit trail, those of the fast lane too, without any work in the features. */
@Injectable()
export class RequestRecorderService {
  private readonly floods = new Floods();
  private plans?: ReadonlyMap<string, Plan>;
  private readonly known = new WeakMap<object, Plan>();
  private readonly answered = new WeakMap<object, AnsweredThing>();
  private sweeping?: NodeJS.Timeout;

  constructor(
    private readonly modules: ModulesContainer,
    private readonly audit: AuditService,
    shutdown: ShutdownService,
  ) {
    shutdown.onStop(async () => this.sweep({ isLast: true }));
  }

  /** Looks at every request of a server; call it before the server listens. */
  watch(server: FastifyInstance): void {
    server.addHook('preSerialization', (request, reply, payload, done) => {
      if (this.planOf(request).level === 'awaited' && reply.statusCode < 400) this.note(request, payload);
      done(null, payload);
    });
    server.addHook('onSend', (request, reply, payload, done) => {
      const written = this.see(request, reply);
      if (written === undefined) return done(null, payload);
      void written.then(() => done(null, payload));
    });
  }

  /** Records a request as its route's plan tells; a promise where the answer is to wait. */
  private see(request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined {
    const { level, action } = this.planOf(request);
    if (level === 'never') return undefined;
    const isDone = outcomeOf(request, reply) === 'succeeded';
    if (isDone && level === 'denials') return undefined;
    if (!isDone && !isWorthwhile(request, reply, level)) return undefined;
    const record = recordOf(request, reply, { action, answered: this.answered.get(request) });
    if (!isDone) return this.keepRefused(record);
    if (level === 'awaited') return this.audit.recordNow(record);
    this.audit.record(record);
    return undefined;
  }

  private keepRefused(record: AuditRecord): undefined {
    const kept = this.floods.pass(record, Date.now());
    if (kept !== undefined) this.audit.record(kept);
    this.sweeping ??= setInterval(() => this.sweep(), sweepMs).unref();
    return undefined;
  }

  private sweep(options: { readonly isLast?: boolean } = {}): void {
    for (const counted of this.floods.sweep(Date.now(), options)) this.audit.record(counted);
    if (!this.floods.isQuiet) return;
    clearInterval(this.sweeping);
    this.sweeping = undefined;
  }

  /** Id and name of what was made or changed: nothing else of an answer is looked at. */
  private note(request: FastifyRequest, payload: unknown): void {
    if (typeof payload !== 'object' || payload === null) return;
    const { id, name } = payload as { readonly id?: unknown; readonly name?: unknown };
    if (typeof id !== 'string') return;
    this.answered.set(request, { id, ...(typeof name === 'string' && { name }) });
  }

  private planOf(request: FastifyRequest): Plan {
    const { config, url } = request.routeOptions;
    // What no route answers was asked for by chance, or by robots.
    if (config === undefined || url === undefined) return nothing;
    const held = this.known.get(config);
    if (held !== undefined) return held;
    this.plans ??= this.makePlans();
    const plan = this.plans.get(`${request.method} ${url}`) ?? planOfStranger(request.method, url);
    this.known.set(config, plan);
    return plan;
  }

  private makePlans(): ReadonlyMap<string, Plan> {
    return new Map(
      listRoutes(this.modules).map((route) => [
        `${route.method} ${route.path}`,
        { action: route.documentation?.id ?? `${route.method} ${route.path}`, level: auditLevelOf(route) },
      ]),
    );
  }
}

/** Files and the like; whatever changes something is kept even if nobody has declared it. */
function planOfStranger(method: string, url: string): Plan {
  if (['GET', 'HEAD', 'OPTIONS'].includes(method) || url === '*' || url === '/*') return nothing;
  return { action: `${method} ${url}`, level: 'awaited' };
}

/** A refusal for want of credentials tells nothing; of what changes nothing only denials are kept. */
function isWorthwhile(request: FastifyRequest, { statusCode }: FastifyReply, level: AuditLevel): boolean {
  if (statusCode === 401 && request.problemCode === 'not-signed-in' && !hasCredentials(request)) return false;
  return level !== 'denials' || statusCode === 401 || statusCode === 403;
}
