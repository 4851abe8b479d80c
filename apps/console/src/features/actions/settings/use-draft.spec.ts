import { describe, expect, it } from 'vitest';
import type { Action } from '../actions.queries.ts';
import type { AuthProfile } from '../authorization/authorization.queries.ts';
import { draftOf } from './use-draft.ts';

const domain = { name: 'domain', title: 'Domain', description: '', pattern: '.+', examples: ['a.example'] };
const system = {
  id: 'system-crm',
  kind: 'system',
  mayUse: true,
  parameters: [{ ...domain, default: 'login.example' }],
} as unknown as AuthProfile;
const own = { id: 'ap-1', kind: 'custom', mayUse: true, parameters: [domain] } as unknown as AuthProfile;
const fresh = { id: null, authorizationMode: null, authProfileId: null, parameters: {} } as unknown as Action;
const saved = {
  ...fresh,
  id: 'act-1',
  authorizationMode: 'end-user',
  authProfileId: 'system-crm',
  parameters: {},
} as unknown as Action;

describe('what is chosen for an action', () => {
  it('begins with the operator’s app and the usual values, and is not saved yet', () => {
    expect(draftOf(fresh, [system, own], {})).toMatchObject({
      kind: 'system',
      profile: system,
      parameters: { domain: 'login.example' },
      isDirty: true,
      isComplete: true,
    });
  });

  it('begins with an app of one’s own where the operator has none, and lacks one', () => {
    expect(draftOf(fresh, [own], {})).toMatchObject({ kind: 'custom', profile: undefined, isComplete: false });
  });

  it('is what is saved until somebody changes it, and again when it is changed back', () => {
    expect(draftOf(saved, [system, own], {}).isDirty).toBe(false);
    expect(draftOf(saved, [system, own], { mode: 'pre-authorized' }).isDirty).toBe(true);
    expect(draftOf(saved, [system, own], { mode: 'end-user', kind: 'system' }).isDirty).toBe(false);
    expect(draftOf(saved, [system, own], { parameters: { domain: 'other.example' } }).isDirty).toBe(true);
    expect(draftOf(saved, [system, own], { parameters: { domain: 'login.example' } }).isDirty).toBe(false);
  });

  it('is not complete while a value is missing, unless each person is asked for it', () => {
    const chosen = { kind: 'custom', customId: 'ap-1', mode: 'pre-authorized' } as const;
    expect(draftOf(saved, [system, own], chosen)).toMatchObject({ profile: own, isComplete: false, isDirty: true });
    expect(draftOf(saved, [system, own], { ...chosen, parameters: { domain: ' ' } }).isComplete).toBe(false);
    expect(draftOf(saved, [system, own], { ...chosen, parameters: { domain: 'a.example' } }).isComplete).toBe(true);
    expect(draftOf(saved, [system, own], { ...chosen, mode: 'end-user' }).isComplete).toBe(true);
  });

  it('takes no app for a person, and begins with what can stand for one', () => {
    const app = { ...system, id: 'system-app', grantType: 'jwt-bearer', parameters: [] } as AuthProfile;
    const key = { ...system, id: 'system-key', grantType: 'api-key', parameters: [] } as AuthProfile;
    expect(draftOf(fresh, [app, key], {})).toMatchObject({ profile: key, isComplete: true });
    expect(draftOf(fresh, [app, key], { systemId: 'system-app' })).toMatchObject({ profile: app, isComplete: false });
    const alone = { mode: 'pre-authorized', systemId: 'system-app' } as const;
    expect(draftOf(fresh, [app, key], alone)).toMatchObject({ profile: app, isComplete: true });
  });

  it('stays with the operator’s way that is saved', () => {
    const key = { ...system, id: 'system-key', grantType: 'api-key', parameters: [] } as AuthProfile;
    const withKey = { ...saved, authProfileId: 'system-key' } as Action;
    expect(draftOf(withKey, [system, key], {})).toMatchObject({ profile: key, isDirty: false });
  });

  it('lacks a profile when the saved one is gone', () => {
    expect(draftOf({ ...saved, authProfileId: 'ap-gone' }, [own], {})).toMatchObject({
      kind: 'custom',
      profile: undefined,
      isComplete: false,
    });
  });

  describe('of the login saved with the profile and one of the action’s own', () => {
    const shared = { ...saved, authorizationMode: 'pre-authorized', usesProfileAuthorization: true } as Action;
    const loginOf = (action: Partial<Action>, edits = {}) => {
      const { login, isDirty, keepsLogins } = draftOf({ ...shared, ...action } as Action, [system, own], edits);
      return [login, isDirty, keepsLogins];
    };

    it('begins with the one that serves it: its own first', () => {
      expect(loginOf({ authorizationSource: null })).toEqual(['profile', false, true]);
      expect(loginOf({ authorizationSource: 'profile' })).toEqual(['profile', false, true]);
      expect(loginOf({ authorizationSource: 'action' })).toEqual(['action', false, true]);
      expect(loginOf({ authorizationSource: null, usesProfileAuthorization: false })).toEqual(['action', false, true]);
    });

    it('must be saved when another one is chosen, also once its own is there', () => {
      expect(loginOf({ authorizationSource: 'profile' }, { login: 'action' })).toEqual(['action', true, true]);
      expect(loginOf({ authorizationSource: 'action' }, { login: 'action' })).toEqual(['action', true, true]);
      expect(loginOf({ authorizationSource: 'action' }, { login: 'profile' })).toEqual(['profile', true, true]);
      expect(loginOf({ authorizationSource: 'profile' }, { login: 'profile' })).toEqual(['profile', false, true]);
      const insisting = { authorizationSource: null, usesProfileAuthorization: false };
      expect(loginOf(insisting, { login: 'action' })).toEqual(['action', false, true]);
      expect(loginOf(insisting, { login: 'profile' })).toEqual(['profile', true, true]);
    });

    it('begins anew with another profile, and says nothing to people who authorize for themselves', () => {
      const other = { kind: 'custom', customId: 'ap-1' };
      expect(loginOf({ authorizationSource: 'action' }, other)).toEqual(['profile', true, false]);
      const forUsers = { authorizationMode: 'end-user' } as const;
      expect(loginOf({ ...forUsers, authorizationSource: null }, { login: 'action' })).toEqual(['action', false, true]);
    });
  });
});
