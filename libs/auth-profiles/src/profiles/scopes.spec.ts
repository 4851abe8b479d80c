import { describe, expect, it } from 'vitest';
import { ScopeInsufficientError } from '../errors.js';
import { parseScopes, requireScopes } from './scopes.js';

describe('pasted scopes', () => {
  it.each([
    ['api refresh_token', ['api', 'refresh_token']],
    ['api,refresh_token', ['api', 'refresh_token']],
    [' api ,\n refresh_token\t,, api', ['api', 'refresh_token']],
    [
      ['a b', 'c'],
      ['a', 'b', 'c'],
    ],
    ['https://www.googleapis.com/auth/drive', ['https://www.googleapis.com/auth/drive']],
    ['', []],
  ])('%j are %j', (value, scopes) => expect(parseScopes(value)).toEqual(scopes));
});

describe('granted scopes', () => {
  it.each([
    ['all that is required', ['api'], { scopes: ['api', 'web'] }],
    ['whatever was asked for, when the provider does not say', ['api'], {}],
    ['a scope in other case', ['User.Read'], { scopes: ['user.read'] }],
    ['a qualified scope', ['Mail.Send'], { scopes: ['https://graph.microsoft.com/Mail.Send'] }],
    ['a refresh token instead of its scope', ['offline_access'], { scopes: [], refreshToken: 'rt' }],
    ['a scope that a parameter was filled in', ['https://{org}/read'], { scopes: ['https://acme.example.com/read'] }],
    ['nothing where nothing is required', [], { scopes: [] }],
  ])('suffice when they are %s', (_what, required, granted) => {
    expect(() => requireScopes(required, granted)).not.toThrow();
  });

  it.each([
    [['api', 'web'], { scopes: ['web'] }, ['api']],
    [['api'], { scopes: [] }, ['api']],
    [['api'], { scopes: ['myapi', 'api2'] }, ['api']],
    [['offline_access'], { scopes: ['api'] }, ['offline_access']],
    [
      ['https://{org}/read'],
      { scopes: ['https://acme.example.com/x/read', 'xhttps://a/read'] },
      ['https://{org}/read'],
    ],
  ])('do not suffice for %j when they are %j', (required, granted, missing) => {
    expect(() => requireScopes(required, granted)).toThrow(ScopeInsufficientError);
    expect(() => requireScopes(required, granted)).toThrow(expect.objectContaining({ missing }));
  });
});
