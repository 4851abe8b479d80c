import { standardPeople } from '../people.js';

/** Who can log in. */
export const people = standardPeople({
  ids: ['a1b2c3d4-0000-4000-8000-000000000001', 'a1b2c3d4-0000-4000-8000-000000000002'],
  note: 'Example Trading, agent',
});

/** Whom tokens of client credentials stand for: the client itself, which is no user. */
export const integration = {
  id: 'c11e47a0-0000-4000-8000-000000000001',
  name: 'Attaché',
  authorizedGrantType: 'CLIENT-CREDENTIALS',
} as const;

/** The organisation. */
export const organization = { id: '0a9a2b00-0000-4000-8000-000000000001', name: 'Example Trading' } as const;
