import { standardPeople } from '../people.js';

/** Who can log in, by user id, with an API token each. */
export const people = standardPeople({
  ids: ['36000001', '36000002'],
  note: 'Example Trading, agent',
  apiKeys: ['sandboxAdaApiToken0000000000000000000001', 'sandboxBenApiToken0000000000000000000002'],
});

const ticket = (id: number, subject: string, status: string, priority: string | null) => ({
  ...{ id, subject, status, priority },
  type: 'incident',
  description: `${subject}. Can you help?`,
});

/** The tickets that there are at the beginning. */
export const seeds = [
  ticket(101, 'Printer is out of toner', 'open', 'low'),
  ticket(102, 'Invoice shows the wrong address', 'pending', 'normal'),
  ticket(103, 'Cannot sign in since the update', 'open', 'urgent'),
  ticket(104, 'Printer prints in green only', 'new', null),
  ticket(105, 'Parcel has not arrived', 'hold', 'high'),
  ticket(106, 'Refund for a broken lamp', 'solved', 'normal'),
  ticket(107, 'Question about opening hours', 'closed', 'low'),
] as const;
