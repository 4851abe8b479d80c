import { describe, expect, it } from 'vitest';
import type { Claims } from '../providers/providers.service.js';
import { personOf } from './claims.js';

const said = (claims: object): Claims => ({ iss: 'https://id.example.com', sub: 'grace', ...claims });
const groupsIn = (claims: object, claim = 'groups') => [...personOf(said(claims), claim).groups];
const many = Array.from({ length: 500 }, (_, at) => `group-${at}`);

describe('groups that a provider tells', () => {
  it.each([
    ['as a list', { groups: ['designers', 'people'] }, ['designers', 'people']],
    ['as one text', { groups: 'designers' }, ['designers']],
    ['not at all', {}, []],
    ['as nothing', { groups: null }, []],
    ['as an object', { groups: { designers: true } }, []],
    ['among other things', { groups: ['designers', 7, null, { name: 'people' }, ['owners']] }, ['designers']],
    ['twice', { groups: ['designers', 'designers'] }, ['designers']],
    ['five hundred of them', { groups: many }, many],
  ])('are read: %s', (_title, claims, groups) => {
    expect(groupsIn(claims)).toEqual(groups);
  });

  it('are not one for each comma of a text, and not guessed by their spelling', () => {
    expect(groupsIn({ groups: 'designers,owners' })).toEqual(['designers,owners']);
    expect(groupsIn({ groups: ['Designers '] })).toEqual(['Designers ']);
  });

  it('are found inside objects, and under a name that has dots', () => {
    expect(groupsIn({ realm_access: { roles: ['designers'] } }, 'realm_access.roles')).toEqual(['designers']);
    expect(groupsIn({ 'https://example.com/groups': ['people'] }, 'https://example.com/groups')).toEqual(['people']);
    expect(groupsIn({ realm_access: 'none' }, 'realm_access.roles.more')).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString.name', 'constructor.name'])(
    'are nothing that every object has: %s',
    (claim) => {
      expect(groupsIn({}, claim)).toEqual([]);
    },
  );
});

describe('a person', () => {
  const emailIn = (claims: object) => personOf(said(claims), 'groups').verifiedEmail;

  it.each([
    [{ email: 'Grace@Example.org', email_verified: true }, 'grace@example.org'],
    [{ email: 'grace@example.org', email_verified: false }, undefined],
    [{ email: 'grace@example.org' }, undefined],
    [{ email: 'grace@example.org', email_verified: 'true' }, undefined],
    [{ email: 'grace@example.org', email_verified: 1 }, undefined],
    [{ email: ['grace@example.org'], email_verified: true }, undefined],
    [{ email: 'grace@evil.example@example.org', email_verified: true }, undefined],
    [{ email: 'grace', email_verified: true }, undefined],
    [{ email: `${'g'.repeat(250)}@example.org`, email_verified: true }, undefined],
  ])('has the address that the provider vouches for, by the very word: %j', (claims, email) => {
    expect(emailIn(claims)).toBe(email);
  });

  it('has a name of at most a hundred letters, or none', () => {
    expect(personOf(said({ name: ` ${'g'.repeat(200)} ` }), 'groups').name).toHaveLength(100);
    for (const name of ['  ', 5, null]) expect(personOf(said({ name }), 'groups').name).toBeUndefined();
  });
});
