import { describe, expect, it } from 'vitest';
import type { Affected } from '../auth-profiles.queries.ts';
import { consequencesOf } from './consequences.ts';

const nobody: Affected = {
  ...{ cause: null, actions: 0, authorizations: 0, shared: 0, members: 0, endUsers: 0 },
  ...{ bots: [], toldCount: 0, told: [] },
};
const bot = (botName: string, connectorId = 'crm') => ({ botId: botName, botName, connectorId });

describe('what a change of a profile has for its consequence', () => {
  it('is nothing where nothing must be authorized again, or nobody works with it', () => {
    expect(consequencesOf(null)).toEqual([]);
    expect(consequencesOf({ ...nobody, actions: 3, authorizations: 9 })).toEqual([]);
    expect(consequencesOf({ ...nobody, cause: 'registration' })).toEqual([]);
  });

  it('is told in numbers by owner, with the bots and who gets a notice', () => {
    const affected: Affected = {
      ...{ cause: 'registration', actions: 2, authorizations: 4, shared: 1, members: 0, endUsers: 3 },
      ...{ bots: [bot('Sales'), bot('Sales', 'mail'), bot('Help')], toldCount: 2 },
      told: [
        { id: 'm1', name: 'Ada' },
        { id: 'm2', name: 'Ben' },
      ],
    };
    expect(consequencesOf(affected)).toEqual([
      expect.stringMatching(/another client, or its requests go to another address/),
      '2 actions work with this profile, and 4 authorizations would have to be given again.',
      'Among them: 1 shared; 3 of end users, who get a link in the chat.',
      'Bots: Sales, Help.',
      'A notice goes to Ada, Ben.',
    ]);
  });

  it('names a few and counts the others, and only counts where names are not told', () => {
    const told = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => ({ id: name, name }));
    const affected: Affected = { ...nobody, cause: 'scopes', actions: 1, authorizations: 1, members: 1, toldCount: 60 };
    expect(consequencesOf({ ...affected, told }).at(-1)).toBe('A notice goes to A, B, C, D, E and 55 more.');
    expect(consequencesOf(affected).at(-1)).toBe('60 members get a notice.');
    expect(consequencesOf(affected)[0]).toMatch(/goes on without the new scopes/);
  });
});
