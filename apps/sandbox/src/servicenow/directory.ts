import { standardPeople } from '../people.js';

/** Who can log in, by sys_id. */
export const people = standardPeople({
  ids: ['62826bf03710200044e0bfc8bcbe5df1', '5137153cc611227c000bbd1bd8cd2005'],
  note: 'Example Trading, itil',
});
