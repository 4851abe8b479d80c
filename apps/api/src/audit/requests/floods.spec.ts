import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '../audit.service.js';
import { Floods } from './floods.js';

const limits = { each: 2, kinds: 3, windowMs: 60_000 };

function refused(address: string, action = 'signIn'): AuditRecord {
  return { actor: { kind: 'anonymous' }, action, outcome: 'denied', problemCode: 'credentials-wrong', address };
}

describe('a flood of refusals', () => {
  it('is kept one by one at first, and counted after that', () => {
    const floods = new Floods(limits);
    const passed = Array.from({ length: 10 }, (_, second) => floods.pass(refused('192.0.2.1'), second * 1_000));
    expect(passed.filter((record) => record !== undefined)).toHaveLength(2);
    expect(floods.sweep(59_000)).toEqual([]);
    expect(floods.sweep(60_000)).toEqual([expect.objectContaining({ action: 'signIn', details: { repeated: 8 } })]);
    expect(floods.isQuiet).toBe(true);
  });

  it('of one address hides nothing of another, and none of another kind', () => {
    const floods = new Floods(limits);
    for (let n = 0; n < 5; n += 1) floods.pass(refused('192.0.2.1'), 0);
    expect(floods.pass(refused('192.0.2.2'), 0)).toBeDefined();
    expect(floods.pass(refused('192.0.2.1', 'listBots'), 0)).toBeDefined();
  });

  it('from ever new addresses takes a bounded place', () => {
    const floods = new Floods(limits);
    const passed = Array.from({ length: 5_000 }, (_, n) => floods.pass(refused(`2001:db8::${n}`), 0));
    expect(passed.filter((record) => record !== undefined)).toHaveLength(3 + 2);
    const counted = floods.sweep(0, { isLast: true });
    expect(counted).toEqual([expect.objectContaining({ details: { repeated: 5_000 - 5 } })]);
  });

  it('begins anew when its minute is over', () => {
    const floods = new Floods(limits);
    for (let n = 0; n < 3; n += 1) floods.pass(refused('192.0.2.1'), 0);
    floods.sweep(60_000);
    expect(floods.pass(refused('192.0.2.1'), 60_001)).toBeDefined();
  });
});
