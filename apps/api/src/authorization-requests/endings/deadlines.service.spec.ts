import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuthorizationRequest } from '../authorization-request.entity.js';
import { FlowFixture } from '../testing/flow-fixture.js';
import { DeadlinesService, isFinishing, overdueEnding } from './deadlines.service.js';

const now = new Date('2026-05-01T12:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

function row(changes: Partial<AuthorizationRequest>): AuthorizationRequest {
  const base = { status: 'pending', expiresAt: minutes(1), finishingUntil: null, codeExpiresAt: null } as const;
  return Object.assign(new AuthorizationRequest(), base, changes);
}

describe('the time of a request', () => {
  it.each([
    ['is not up before its link expires', {}, undefined],
    ['is up at the very moment', { expiresAt: now }, 'expired'],
    ['is up on the way to the provider', { status: 'redirected', expiresAt: minutes(-1) }, 'expired'],
    ['is not up while an answer is being exchanged', { expiresAt: minutes(-1), finishingUntil: minutes(1) }, undefined],
    ['is up when an exchange never ended', { expiresAt: minutes(-1), finishingUntil: minutes(-1) }, 'expired'],
    [
      'is not up while a code may come',
      { status: 'proof-required', expiresAt: minutes(-9), codeExpiresAt: minutes(1) },
      undefined,
    ],
    ['is up when no code came', { status: 'proof-required', codeExpiresAt: now }, 'proof-expired'],
    ['means nothing once it has ended', { status: 'denied', expiresAt: minutes(-1) }, undefined],
  ] as const)('%s', (_, changes, reason) => {
    expect(overdueEnding(row(changes), now)?.reason).toBe(reason);
  });

  it('is not looked at by an exchange of a request that has ended', () => {
    expect(isFinishing(row({ status: 'cancelled', finishingUntil: minutes(1) }), now)).toBe(false);
  });
});

describe('the job that looks after deadlines', () => {
  let flow: FlowFixture;
  beforeAll(async () => {
    flow = await FlowFixture.start();
  });
  afterAll(() => flow.stop());

  it('ends a request that nobody ever opened, and tells it', async () => {
    const link = await flow.link();
    await flow.set(link.id, 'expires_at', new Date(Date.now() - 1));
    await flow.server.app.get(DeadlinesService).set(link.id, new Date());
    await expect.poll(() => flow.told(link.id), { timeout: 15_000 }).toEqual(['expired expired']);
  });

  it('throws an authorization away whose proof never came', async () => {
    const link = await flow.link();
    const browser = flow.browser();
    await browser.comeBack(await browser.continueFrom(link.path));
    await flow.set(link.id, 'code_expires_at', new Date(Date.now() - 1));
    await flow.server.app.get(DeadlinesService).set(link.id, new Date());
    await expect
      .poll(() => flow.told(link.id), { timeout: 15_000 })
      .toEqual(['proof-requested', 'failed proof-expired']);
    await expect.poll(() => flow.authorizationStates(link.id), { timeout: 15_000 }).toEqual([]);
    expect(flow.crm.count('/services/oauth2/revoke')).toBeGreaterThan(0);
  });

  it('ends a request once, also when many look at it at the same time', async () => {
    const link = await flow.link();
    await flow.set(link.id, 'expires_at', new Date(Date.now() - 1));
    const looks = Array.from({ length: 8 }, () => flow.server.call('GET', `/v1/authorization-requests/${link.id}`));
    expect((await Promise.all(looks)).map(({ body }) => body.status)).toEqual(Array(8).fill('expired'));
    expect(await flow.told(link.id)).toEqual(['expired expired']);
  });
});
