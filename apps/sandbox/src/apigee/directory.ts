import { standardPeople } from '../people.js';

/** Who can log in. */
export const people = standardPeople({
  ids: ['104211000000000000001', '104211000000000000002'],
  note: 'Example Trading',
});
