import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { RolePowersService } from '../database/roles/role-powers.service.js';
import { RequireAccess } from '../http/access.guard.js';
import { AnswerField } from '../http/fields.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { MetricsService } from './metrics.service.js';
import { ShutdownService } from './shutdown.service.js';

const patienceMs = 2_000;

/** Whether the process can serve. */
export class HealthView {
  @AnswerField({ type: 'string', enum: ['up', 'down'] }) readonly status!: 'up' | 'down';
  @AnswerField({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: '`auditTrail` is `alterable` while the role of the server could change the audit trail.',
  })
  readonly details!: Readonly<Record<string, string>>;
}

/** For orchestrators and Prometheus; nothing of a customer is shown. */
@Controller()
@RequireAccess('public')
@RouteGroup('Health')
export class HealthController {
  private asking?: Promise<'up' | 'down'>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly metrics: MetricsService,
    private readonly shutdown: ShutdownService,
    private readonly role: RolePowersService,
  ) {}

  @Get('health/live')
  @Route({ id: 'getLiveness', summary: 'The process runs', answer: HealthView })
  live(): HealthView {
    return { status: 'up', details: {} };
  }

  @Get('health/ready')
  @Route({ id: 'getReadiness', summary: 'The process can serve; 503 when it cannot', answer: HealthView })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthView> {
    const database = await (this.asking ??= this.askDatabase());
    const server = this.shutdown.isStopping ? 'stopping' : 'up';
    const status = database === 'up' && server === 'up' ? 'up' : 'down';
    if (status === 'down') void reply.status(503);
    const auditTrail = this.role.isTrailGuarded ? 'append-only' : 'alterable';
    return { status, details: { database, server, auditTrail } };
  }

  @Get('metrics')
  @Route({ id: 'getMetrics', summary: 'Metrics for Prometheus', mediaType: 'text/plain' })
  async showMetrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.registry.contentType);
    return this.metrics.render();
  }

  /** However many ask at once, the database is asked once, and not waited for without end. */
  private async askDatabase(): Promise<'up' | 'down'> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<'down'>((resolve) => (timer = setTimeout(() => resolve('down'), patienceMs)));
    const answer = this.dataSource.query('SELECT 1').then(
      () => 'up' as const,
      () => 'down' as const,
    );
    return Promise.race([answer, silence]).finally(() => {
      clearTimeout(timer);
      this.asking = undefined;
    });
  }
}
