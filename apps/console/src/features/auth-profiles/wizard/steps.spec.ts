import { describe, expect, it } from 'vitest';
import type { AuthProfile } from '../auth-profiles.queries.ts';
import { blankForm } from '../form/profile-form.ts';
import { reachable, stepOf } from './steps.ts';

const chosen = { ...blankForm, presetId: 'generic' };
const complete = { ...chosen, clientId: 'c' };

describe('the steps of the wizard', () => {
  it('lead no further than what was filled in', () => {
    expect(reachable('test', blankForm, undefined)).toBe('settings');
    expect(reachable('test', chosen, undefined)).toBe('details');
    expect(reachable('invite', complete, undefined)).toBe('test');
    expect(reachable('invite', complete, {} as AuthProfile)).toBe('invite');
    expect(reachable('settings', complete, {} as AuthProfile)).toBe('settings');
  });

  it('know on which screen a field stands', () => {
    expect(['/name', '/parameters/domain', '/tokenUrl', '/authorizationFields/0/key'].map(stepOf)).toEqual([
      'settings',
      'settings',
      'details',
      'details',
    ]);
  });
});
