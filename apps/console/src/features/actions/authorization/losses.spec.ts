import { describe, expect, it } from 'vitest';
import type { Action } from '../actions.queries.ts';
import type { AuthProfile } from './authorization.queries.ts';
import { lossOf } from './losses.ts';

const profile = { name: 'CRM of all' } as AuthProfile;
const authorization = { accountName: 'Ada Example' };
const action = (fields: object) =>
  ({ name: 'Salesforce', state: 'configured', endUserAuthorizationCount: 0, ...fields }) as Action;
const own = action({ authorization, authorizationSource: 'action' });
const shared = action({ authorization, authorizationSource: 'profile' });

describe('what is told before settings in use are saved', () => {
  it('is that the action’s own login ends where the saved one is to serve', () => {
    expect(lossOf(own, { keepsLogins: true, login: 'profile', profile })).toMatch(
      /^The authorization of Ada Example, this action’s own, is revoked\. It works with the login saved with CRM of all\./,
    );
  });

  it('is that nothing can be done until somebody authorizes, where it has no login of its own', () => {
    expect(lossOf(shared, { keepsLogins: true, login: 'action', profile })).toMatch(/It can do nothing until/);
    expect(lossOf(own, { keepsLogins: true, login: 'action', profile })).toMatch(/its own login alone/);
  });

  it('is that another profile ends its own login and leaves the one saved with the old profile alone', () => {
    const change = { keepsLogins: false, login: 'profile', profile } as const;
    expect(lossOf(own, change)).toMatch(/The authorization of Ada Example is revoked\./);
    expect(lossOf(shared, change)).not.toMatch(/revoked/);
    expect(lossOf(action({ authorization: null, endUserAuthorizationCount: 2 }), change)).toMatch(
      /2 people have to authorize again/,
    );
  });
});
