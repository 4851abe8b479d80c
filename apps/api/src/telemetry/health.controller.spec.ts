import type { FastifyReply } from 'fastify';
import type { DataSource } from 'typeorm';
import { describe, expect, it } from 'vitest';
import type { RolePowersService } from '../database/roles/role-powers.service.js';
import { HealthController } from './health.controller.js';
import { MetricsService } from './metrics.service.js';
import { ShutdownService } from './shutdown.service.js';

/** A controller over a database that answers so, and the status that it sets. */
function controllerOver(query: () => Promise<unknown>, isTrailGuarded = true) {
  const statuses: number[] = [];
  const reply = { status: (code: number) => statuses.push(code) } as unknown as FastifyReply;
  const shutdown = new ShutdownService();
  const role = { isTrailGuarded } as RolePowersService;
  const controller = new HealthController({ query } as unknown as DataSource, new MetricsService(), shutdown, role);
  return { ready: () => controller.ready(reply), live: () => controller.live(), statuses, shutdown };
}

describe('readiness', () => {
  it('is up while the database answers', async () => {
    const { ready, statuses } = controllerOver(() => Promise.resolve([]));
    expect(await ready()).toEqual({
      status: 'up',
      details: { database: 'up', server: 'up', auditTrail: 'append-only' },
    });
    expect(statuses).toEqual([]);
  });

  it('tells that the server could change the audit trail, and is up all the same', async () => {
    const { ready } = controllerOver(() => Promise.resolve([]), false);
    expect(await ready()).toMatchObject({ status: 'up', details: { auditTrail: 'alterable' } });
  });

  it('is down while it does not, and up again afterwards; the process lives', async () => {
    let isAway = true;
    const { ready, live, statuses } = controllerOver(() =>
      isAway ? Promise.reject(new Error('away')) : Promise.resolve([]),
    );
    expect(await ready()).toEqual({
      status: 'down',
      details: { database: 'down', server: 'up', auditTrail: 'append-only' },
    });
    expect(statuses).toEqual([503]);
    expect(live().status).toBe('up');
    isAway = false;
    expect((await ready()).status).toBe('up');
  });

  it('is down when the database is silent, and does not wait for it without end', async () => {
    const { ready } = controllerOver(() => new Promise(() => undefined));
    const began = performance.now();
    expect((await ready()).details).toMatchObject({ database: 'down' });
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  it('asks the database once, however many ask', async () => {
    let questions = 0;
    const { ready } = controllerOver(async () => void (questions += 1));
    await Promise.all(Array.from({ length: 500 }, ready));
    expect(questions).toBe(1);
  });

  it('is down as soon as the server stops', async () => {
    const { ready, shutdown, statuses } = controllerOver(() => Promise.resolve([]));
    await shutdown.onModuleDestroy();
    expect(await ready()).toEqual({
      status: 'down',
      details: { database: 'up', server: 'stopping', auditTrail: 'append-only' },
    });
    expect(statuses).toEqual([503]);
  });
});
