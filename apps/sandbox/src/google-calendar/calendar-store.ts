import type { RecordStore } from '../system.js';
import { seeds } from './seeds.js';

/** A moment, or a day. */
export interface Moment {
  readonly dateTime?: string;
  readonly date?: string;
  readonly timeZone?: string;
}

/** What can be written of an event. */
export interface EventValues {
  readonly summary?: string;
  readonly description?: string;
  readonly location?: string;
  readonly start: Moment;
  readonly end: Moment;
  readonly attendees?: readonly { readonly email: string; readonly responseStatus?: string }[];
}

/** An event in somebody's calendar. */
export interface CalendarEvent extends EventValues {
  readonly id: string;
  readonly owner: string;
  readonly status: 'confirmed' | 'cancelled';
  readonly created: string;
  readonly updated: string;
}

const DAY_MS = 24 * 60 * 60_000;

/** The calendars of everybody, in memory. */
export class CalendarStore implements RecordStore {
  readonly #now: () => Date;
  readonly #events = new Map<string, CalendarEvent>();
  #made = 0;

  constructor(now: () => Date) {
    this.#now = now;
    this.reset();
  }

  reset(): void {
    this.#events.clear();
    this.#made = 0;
    const midnight = Math.floor(this.#now().getTime() / DAY_MS) * DAY_MS;
    for (const { inDays, hour, minutes, id, owner, ...values } of seeds) {
      const start = midnight + inDays * DAY_MS + hour * 60 * 60_000;
      const [begins, ends] = [start, start + minutes * 60_000].map((at) => ({ dateTime: new Date(at).toISOString() }));
      this.#put({ ...values, start: begins!, end: ends! }, owner, id);
    }
  }

  snapshot(): Readonly<Record<string, readonly unknown[]>> {
    return { events: this.list() };
  }

  /** All events that are not cancelled, by their start. */
  list(): readonly CalendarEvent[] {
    const confirmed = [...this.#events.values()].filter(({ status }) => status === 'confirmed');
    return confirmed.sort((one, other) => instant(one.start) - instant(other.start));
  }

  find(id: string): CalendarEvent | undefined {
    return this.#events.get(id);
  }

  create(values: EventValues, owner: string): CalendarEvent {
    this.#made += 1;
    return this.#put(values, owner, `made${this.#made.toString(32).padStart(8, '0')}`);
  }

  update(event: CalendarEvent, changes: Partial<CalendarEvent>): CalendarEvent {
    const changed = { ...event, ...changes, updated: this.#now().toISOString() };
    this.#events.set(event.id, changed);
    return changed;
  }

  #put(values: EventValues, owner: string, id: string): CalendarEvent {
    const at = this.#now().toISOString();
    const event = { ...values, id, owner, status: 'confirmed' as const, created: at, updated: at };
    this.#events.set(id, event);
    return event;
  }
}

/** Milliseconds of a moment; of a day, its beginning in UTC. */
export function instant({ dateTime, date }: Moment): number {
  return Date.parse(dateTime ?? date ?? '');
}
