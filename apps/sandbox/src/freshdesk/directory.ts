import { standardPeople } from '../people.js';

/** The agents. */
export const people = standardPeople({
  ids: ['7001', '7002'],
  note: 'Example Trading, agent',
  apiKeys: ['adas-freshdesk-key-0001', 'bens-freshdesk-key-0002'],
});
