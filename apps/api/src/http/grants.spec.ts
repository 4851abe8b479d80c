import { describe, expect, it } from 'vitest';
import { Caller } from './caller.js';
import { heldSomewhere, type Granted } from './grants.js';
import type { Permission } from './permissions.js';

const granted = (divisionId: string | null, ...permissions: readonly Permission[]): Granted => ({
  divisionId,
  permissions: new Set(permissions),
});

function member(...grants: readonly Granted[]): Caller {
  return new Caller({ kind: 'member', id: 'mem_1', workspaceId: 'wsp_1', permissions: heldSomewhere(grants), grants });
}

const bots = new Map([
  ['bot_sales', 'div_sales'],
  ['bot_help', 'div_help'],
]);

describe('a role for some divisions', () => {
  it('counts there and nowhere else', () => {
    const caller = member(granted('div_sales', 'bots:view', 'bots:edit'), granted('div_help', 'bots:view'));
    expect(caller.may('bots:edit', 'div_sales')).toBe(true);
    expect(caller.may('bots:edit', 'div_help')).toBe(false);
    expect(caller.may('bots:edit', null)).toBe(false);
    expect(caller.within('bots:edit', bots, undefined).botIds).toEqual(new Set(['bot_sales']));
    expect(caller.within('bots:view', bots, undefined).botIds).toEqual(new Set(['bot_sales', 'bot_help']));
  });

  it('permits nothing that concerns the workspace as a whole', () => {
    const caller = member(granted('div_sales', 'members:manage', 'members:view', 'bots:view', 'audit:view'));
    expect(caller.permissions).toEqual(new Set(['bots:view']));
    expect(() => caller.requirePermission('members:manage')).toThrow(/members:manage/);
  });

  it('brings along, to one bot, what is held in its division; to a list, what is held in all that it covers', () => {
    const caller = member(
      granted('div_sales', 'bots:view', 'runs:view', 'dialogs:view'),
      granted('div_help', 'bots:view', 'runs:view'),
    );
    expect(caller.within('runs:view', bots, 'bot_sales').permissions).toContain('dialogs:view');
    expect(caller.within('runs:view', bots, 'bot_help').permissions).not.toContain('dialogs:view');
    expect(caller.within('runs:view', bots, undefined).permissions).not.toContain('dialogs:view');
    expect(() => caller.within('dialogs:view', bots, 'bot_help').requireBot('bot_help')).toThrow(/bot_help/);
  });

  it('adds to a role for all divisions, and takes nothing from it', () => {
    const caller = member(granted(null, 'bots:view', 'members:view'), granted('div_sales', 'bots:edit', 'bots:view'));
    const seen = caller.within('bots:view', bots, 'bot_help');
    expect(seen.mayUseBot('bot_help')).toBe(true);
    expect(caller.within('bots:view', bots, undefined).botIds).toBeUndefined();
    expect(seen.permissions).toEqual(new Set(['bots:view', 'members:view']));
    expect(caller.within('bots:view', bots, 'bot_sales').permissions).toContain('bots:edit');
    expect(caller.within('bots:edit', bots, undefined).divisionIds).toEqual(new Set(['div_sales']));
  });

  it('reaches no bot of a division that is empty', () => {
    const caller = member(granted('div_empty', 'bots:view'));
    const seen = caller.within('bots:view', new Map(), undefined);
    expect(seen.botIds).toEqual(new Set());
    expect(seen.mayUseBot('bot_sales')).toBe(false);
  });

  it('is no role at all where nothing was granted', () => {
    expect(member().permissions.size).toBe(0);
    expect(member().may('bots:view', null)).toBe(false);
  });
});
