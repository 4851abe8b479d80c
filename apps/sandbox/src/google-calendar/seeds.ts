import { standardPeople } from '../people.js';

/** Who can log in, by the subject of their tokens. */
export const people = standardPeople({
  ids: ['104211000000000000001', '104211000000000000002'],
  note: 'Example Trading',
});

/** The zone of everybody's calendar. */
export const calendarZone = 'Europe/Berlin';

interface Seed {
  readonly id: string;
  readonly owner: string;
  readonly summary: string;
  /** Days from the day on which the sandbox starts. */
  readonly inDays: number;
  /** In UTC. */
  readonly hour: number;
  readonly minutes: number;
  readonly location?: string;
}

const [ada, ben] = people.map(({ username }) => username);

/** What stands in the calendars at the beginning. */
export const seeds: readonly Seed[] = [
  { id: 'planning01', owner: ada!, summary: 'Planning', inDays: 1, hour: 9, minutes: 60, location: 'Room 1' },
  { id: 'lunch01', owner: ada!, summary: 'Lunch with Nora', inDays: 1, hour: 11, minutes: 60 },
  { id: 'review01', owner: ada!, summary: 'Review of the quarter', inDays: 2, hour: 13, minutes: 90 },
  { id: 'dentist01', owner: ada!, summary: 'Dentist', inDays: 3, hour: 7, minutes: 45 },
  { id: 'training01', owner: ada!, summary: 'Training', inDays: 5, hour: 8, minutes: 240, location: 'Online' },
  { id: 'farewell01', owner: ada!, summary: 'Farewell of Omar', inDays: 8, hour: 15, minutes: 60 },
  { id: 'interview01', owner: ben!, summary: 'Interview', inDays: 1, hour: 10, minutes: 60 },
];
