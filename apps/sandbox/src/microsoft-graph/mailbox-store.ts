import { randomUUID } from 'node:crypto';
import { standardPeople } from '../people.js';
import type { RecordStore } from '../system.js';

/** Who can sign in. */
export const people = standardPeople({
  ids: ['c0000000-0000-4000-8000-0000000000a1', 'c0000000-0000-4000-8000-0000000000b2'],
  note: 'Example Trading',
});

const [ada, ben] = people;

/** The zone that every mailbox has, by Windows' name and by the one that calculates with it. */
export const mailboxZone = { name: 'W. Europe Standard Time', iana: 'Europe/Berlin' } as const;

/** An event in a calendar; times in UTC. */
export interface StoredEvent {
  readonly id: string;
  readonly owner: string;
  readonly subject: string;
  readonly start: Date;
  readonly end: Date;
  readonly isAllDay: boolean;
  readonly location: string;
  readonly attendees: readonly string[];
  readonly created: Date;
}

/** A to-do list. */
export interface StoredList {
  readonly id: string;
  readonly owner: string;
  readonly displayName: string;
  readonly isShared: boolean;
}

/** An e-mail that was sent. */
export interface SentMail {
  readonly id: string;
  readonly owner: string;
  readonly subject: string;
  readonly recipients: readonly string[];
}

const HOUR_MS = 3_600_000;

const events = [
  ['Stand-up', 24, 0.25, 'Online'],
  ['Customer visit', 48, 2, 'Berlin'],
  ['Review of the quarter', 72, 1, 'Room 1'],
  ['Lunch with the team', 97, 1, ''],
] as const;

/** Calendars, to-do lists and sent mail, in memory. */
export class MailboxStore implements RecordStore {
  events: StoredEvent[] = [];
  lists: StoredList[] = [];
  sent: SentMail[] = [];

  constructor(private readonly now: () => Date) {
    this.reset();
  }

  reset(): void {
    const today = new Date(this.now().toISOString().slice(0, 10)).getTime();
    this.sent = [];
    this.lists = [];
    this.events = [];
    for (const { id: owner } of [ada, ben]) {
      for (const displayName of ['Tasks', 'Groceries', 'Office move']) this.addList(owner, displayName);
      for (const [subject, hours, length, location] of events) {
        const start = new Date(today + (hours + 9) * HOUR_MS);
        const end = new Date(start.getTime() + length * HOUR_MS);
        this.addEvent({ owner, subject, start, end, location, isAllDay: false, attendees: [] });
      }
    }
  }

  snapshot() {
    return { events: this.events, lists: this.lists, sent: this.sent };
  }

  addEvent(event: Omit<StoredEvent, 'id' | 'created'>): StoredEvent {
    const stored = { ...event, id: idOf('AAMk'), created: this.now() };
    this.events.push(stored);
    return stored;
  }

  addList(owner: string, displayName: string): StoredList {
    const list = { id: idOf('AQMk'), owner, displayName, isShared: false };
    this.lists.push(list);
    return list;
  }

  addMail(mail: Omit<SentMail, 'id'>): void {
    this.sent.push({ ...mail, id: idOf('AAMk') });
  }
}

function idOf(prefix: string): string {
  return `${prefix}${Buffer.from(randomUUID()).toString('base64')}`;
}
