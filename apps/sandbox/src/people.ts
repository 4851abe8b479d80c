import type { Person } from './system.js';

/** What everyone logs in with. */
export const everyonesPassword = 'sandbox';

/** What tells the standard people of one system from those of another. */
export interface StandardPeople {
  /** Ids of Ada and Ben, as the system writes ids. */
  readonly ids: readonly [string, string];
  /** What the login page says about both, such as the organisation. */
  readonly note: string;
  /** Keys of Ada and Ben, where the system has keys. */
  readonly apiKeys?: readonly [string, string];
}

/** Ada and Ben, who can log in to every system. */
export function standardPeople({ ids, note, apiKeys }: StandardPeople): readonly [Person, Person] {
  const person = (index: 0 | 1, name: string, username: string): Person => ({
    ...{ id: ids[index], name, username, note },
    ...(apiKeys && { apiKey: apiKeys[index] }),
  });
  return [person(0, 'Ada Example', 'ada@sandbox.example'), person(1, 'Ben Example', 'ben@sandbox.example')];
}
