import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOperationContext, type ContextOptions } from '../connector.js';
import { startVendor, type Vendor, type VendorReply } from '../testing.js';
import {
  createRateLimitMemory,
  rateLimitFields,
  rateLimitHeaders,
  retryAfterLimit,
  strictestRateLimit,
  type RateLimitMemory,
  type RateLimitReader,
} from './rate-limit.js';

const now = Date.parse('2030-01-01T00:00:00Z');
const read = (reader: RateLimitReader, headers: Readonly<Record<string, string>>, status = 200) =>
  reader({ status, headers });

describe('headers of a limit', () => {
  const reading = (resetIs: Parameters<typeof rateLimitHeaders>[0]['resetIs'], reset: string, remaining = '3') =>
    read(
      rateLimitHeaders({ remaining: 'x-remaining', reset: 'x-reset', resetIs }, () => now),
      {
        'x-remaining': remaining,
        'x-reset': reset,
      },
    );

  it.each([
    ['epoch', String(now / 1_000 + 30)],
    ['epoch-ms', String(now + 30_000)],
    ['delta', '30'],
    ['delta-ms', '30000'],
    ['window-ms', '30000'],
    ['date', '2030-01-01T00:00:30Z'],
  ] as const)('say in %s when there is more', (resetIs, reset) => {
    expect(reading(resetIs, reset)).toEqual({ remaining: 3, resetsInSeconds: 30 });
  });

  it.each([
    ['delta', '-1', '3'],
    ['delta', 'soon', '3'],
    ['delta', '', '3'],
    ['delta', '1e9', '3'],
    ['delta', '30, 60', '3'],
    ['delta', '30', 'many'],
    ['delta', '30', '-1'],
    ['delta', '9999999', '0'],
    ['epoch', '9999999999999', '0'],
    ['date', 'tomorrow', '0'],
  ] as const)('are not believed when they make no sense: %s %s, %s left', (resetIs, reset, remaining) => {
    expect(reading(resetIs, reset, remaining)).toBeUndefined();
  });

  it('that are in the past mean that there is more now', () => {
    expect(reading('epoch', String(now / 1_000 - 5), '0')).toEqual({ remaining: 0, resetsInSeconds: 0 });
  });

  it('may count what was used', () => {
    const reader = rateLimitHeaders({
      remaining: { allowed: 'x-allowed', used: 'x-used' },
      reset: 'x-reset',
      resetIs: 'delta',
    });
    expect(read(reader, { 'x-allowed': '300', 'x-used': '301', 'x-reset': '7' })).toEqual({
      remaining: 0,
      resetsInSeconds: 7,
    });
    expect(read(reader, { 'x-allowed': '300', 'x-reset': '7' })).toBeUndefined();
  });

  it('of the IETF drafts are read, the newer and the older', () => {
    expect(read(rateLimitFields, { ratelimit: '"burst";r=4;t=10, "daily";r=0;t=600' })).toEqual({
      remaining: 0,
      resetsInSeconds: 600,
    });
    expect(read(rateLimitFields, { 'ratelimit-remaining': '12', 'ratelimit-reset': '8' })).toEqual({
      remaining: 12,
      resetsInSeconds: 8,
    });
    expect(read(rateLimitFields, {})).toBeUndefined();
  });

  it('of a refusal are read from refusals only', () => {
    expect(read(retryAfterLimit, { 'retry-after': '9' }, 429)).toEqual({ remaining: 0, resetsInSeconds: 9 });
    expect(read(retryAfterLimit, { 'retry-after': '9' }, 503)).toBeUndefined();
    expect(read(retryAfterLimit, {}, 429)).toBeUndefined();
  });

  it('of several limits yield the one that leaves least, for longest', () => {
    const reader = strictestRateLimit(rateLimitFields, retryAfterLimit);
    const headers = { 'ratelimit-remaining': '0', 'ratelimit-reset': '1', 'retry-after': '20' };
    expect(read(reader, headers, 429)).toEqual({ remaining: 0, resetsInSeconds: 20 });
    expect(read(reader, {}, 429)).toBeUndefined();
  });
});

describe('a call where nothing remains', () => {
  let vendor: Vendor;
  let memory: RateLimitMemory;
  let reply: VendorReply;

  beforeEach(async () => {
    vendor = await startVendor(() => reply);
    memory = createRateLimitMemory();
    reply = { json: {} };
  });
  afterEach(async () => vendor.close());

  const left = (remaining: number, reset: string, status = 200): VendorReply => ({
    status,
    json: {},
    headers: { 'ratelimit-remaining': String(remaining), 'ratelimit-reset': reset },
  });

  const http = (options: Partial<ContextOptions> = {}) =>
    createOperationContext({
      connector: { baseUrl: () => vendor.origin, readRateLimit: strictestRateLimit(rateLimitFields, retryAfterLimit) },
      egress: vendor.egress,
      grant: { parameters: {}, extras: {}, scopes: [] },
      account: { id: 'a', name: 'A', details: {} },
      rateLimitMemory: memory,
      ...options,
    }).http;

  it('is not sent when that lasts, says for how long, and is the same for every context of the authorization', async () => {
    reply = left(0, '30');
    await http().get('/a');
    const refused = { code: 'vendor-rate-limited', retryAfterSeconds: 30, isTransient: true };
    await expect(http().get('/a')).rejects.toMatchObject(refused);
    await expect(http().post('/a', { json: {} })).rejects.toMatchObject(refused);
    await expect(http().download('/a')).rejects.toMatchObject(refused);
    expect(vendor.requests).toHaveLength(1);
  });

  it('waits when it is short', async () => {
    reply = left(0, '0.3');
    await http().get('/a');
    reply = left(9, '10');
    const before = performance.now();
    await http().post('/a', { json: {} });
    expect(performance.now() - before).toBeGreaterThan(200);
    expect(vendor.requests).toHaveLength(2);
  });

  it('does not wait past its deadline', async () => {
    reply = left(0, '1.5');
    await http().get('/a');
    const before = performance.now();
    await expect(http({ timeoutMs: 200 }).get('/a')).rejects.toMatchObject({
      code: 'vendor-rate-limited',
      retryAfterSeconds: 2,
    });
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(vendor.requests).toHaveLength(1);
  });

  it('is stopped by a refusal too, but not twice by what the vendor lets through again', async () => {
    reply = { status: 429, headers: { 'retry-after': '1' } };
    await expect(http({ maxAttempts: 1 }).get('/a')).rejects.toMatchObject({ code: 'vendor-rate-limited' });
    reply = left(5, '10');
    await expect(http().get('/a')).resolves.toMatchObject({ status: 200 });
    expect(vendor.requests).toHaveLength(2);
  });

  it('is sent when calls remain, when the vendor says nothing, and when nobody remembers', async () => {
    for (const [one, options] of [
      [left(1, '30'), {}],
      [{ json: {} }, {}],
      [left(0, '30'), { rateLimitMemory: undefined }],
      [left(0, '30'), { connector: { baseUrl: () => vendor.origin } }],
    ] as const) {
      reply = one;
      await http(options).get('/a');
      await http(options).get('/a');
    }
    expect(vendor.requests).toHaveLength(8);
  });
});

it('a memory keeps the longest time that was named, and forgets it when it is over', () => {
  let clock = 0;
  const memory = createRateLimitMemory(() => clock);
  memory.note({ remaining: 0, resetsInSeconds: 5 });
  memory.note({ remaining: 0, resetsInSeconds: 2 });
  memory.note({ remaining: 8, resetsInSeconds: 60 });
  expect(memory.waitMs()).toBe(5_000);
  clock = 5_000;
  expect(memory.waitMs()).toBe(0);
});
