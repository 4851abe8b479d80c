import { beforeEach, describe, expect, it } from 'vitest';
import { VendorPaces } from './vendor-paces.js';

let nowMs: number;
let waits: number[];
let paces: VendorPaces;

beforeEach(() => {
  nowMs = 1_000_000;
  waits = [];
  paces = new VendorPaces(
    () => nowMs,
    async (ms) => void waits.push(ms),
  );
});

const turns = (vendor: string, count: number) => Promise.all(Array.from({ length: count }, () => paces.turn(vendor)));

describe('what is asked of vendors', () => {
  it('is spaced: 20 a second, whoever asks at the same time', async () => {
    await turns('salesforce', 21);
    expect(waits).toHaveLength(20);
    expect(waits.at(-1)).toBe(1_000);
    nowMs += 1_050;
    await turns('salesforce', 1);
    expect(waits).toHaveLength(20);
  });

  it('does not wait for what is asked of others', async () => {
    await turns('salesforce', 100);
    waits = [];
    await turns('hubspot', 1);
    expect(waits).toEqual([]);
  });

  it('slows down to 2 a second for a vendor that refuses, and comes back to the full pace', async () => {
    for (let count = 0; count < 10; count += 1) paces.heed('salesforce', { isGood: false });
    await turns('salesforce', 3);
    expect(waits).toEqual([500, 1_000]);
    for (let count = 0; count < 30; count += 1) paces.heed('salesforce', { isGood: true });
    nowMs += 10_000;
    waits = [];
    await turns('salesforce', 3);
    expect(waits).toEqual([50, 100]);
  });
});
