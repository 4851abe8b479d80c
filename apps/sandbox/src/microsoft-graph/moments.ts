import { mailboxZone } from './mailbox-store.js';

/** What Graph takes for a moment. */
export interface SentMoment {
  readonly dateTime?: string;
  readonly timeZone?: string;
}

/** The moment in UTC; undefined when it is none. */
export function readMoment({ dateTime = '', timeZone = 'UTC' }: SentMoment = {}): Date | undefined {
  const wall = new Date(`${dateTime.slice(0, 19)}Z`);
  if (Number.isNaN(wall.getTime())) return undefined;
  const zone = timeZone === mailboxZone.name ? mailboxZone.iana : timeZone;
  try {
    return new Date(wall.getTime() - offsetMs(wall, zone));
  } catch {
    return undefined;
  }
}

/** The moment as Graph answers it, in UTC. */
export function shownMoment(moment: Date) {
  return { dateTime: `${moment.toISOString().slice(0, 19)}.0000000`, timeZone: 'UTC' };
}

/** How far a zone is ahead at a moment; good enough away from the nights on which clocks change. */
function offsetMs(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  }).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '00';
  const wall = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`;
  return new Date(wall).getTime() - moment.getTime();
}
