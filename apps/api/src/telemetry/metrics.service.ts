import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the server counts, in Prometheus' terms. No label holds a name or an id of a customer. */
@Injectable()
export class MetricsService {
  readonly registry = new Registry();

  readonly httpRequests = new Histogram({
    name: 'attache_http_request_duration_seconds',
    help: 'Duration of HTTP requests by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.registry],
  });

  readonly runs = new Counter({
    name: 'attache_runs_total',
    help: 'Runs of operations by connector, operation and outcome.',
    labelNames: ['connector', 'operation', 'outcome'],
    registers: [this.registry],
  });

  readonly tokenRefreshes = new Counter({
    name: 'attache_token_refreshes_total',
    help: 'Token refreshes by outcome: refreshed, transient, permanent, fenced.',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  readonly authorizationRequests = new Counter({
    name: 'attache_authorization_requests_total',
    help: 'Authorization requests by how they ended.',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  readonly openStreams = new Gauge({
    name: 'attache_open_event_streams',
    help: 'Server-sent event streams that are open.',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'attache_' });
  }

  /** Everything in Prometheus' text format. */
  render(): Promise<string> {
    return this.registry.metrics();
  }
}
