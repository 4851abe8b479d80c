import { people, type MailboxStore } from './mailbox-store.js';
import { readMoment, shownMoment, type SentMoment } from './moments.js';

/** What is asked of `findMeetingTimes`. */
export interface SentMeeting {
  readonly attendees?: readonly { readonly emailAddress: { readonly address: string } }[];
  readonly meetingDuration?: string;
  readonly maxCandidates?: number;
  readonly timeConstraint?: { readonly timeSlots?: readonly { readonly start?: SentMoment }[] };
}

const HALF_HOUR_MS = 30 * 60_000;

/** Times of the first day, from nine to five, at which nobody that the look-alike knows has anything else. */
export function suggestTimes(store: MailboxStore, personId: string, meeting: SentMeeting) {
  const length = lengthOf(meeting.meetingDuration);
  const taken = store.events.filter(({ owner }) => busyPeople(personId, meeting).has(owner));
  const free = workingTimes(meeting).filter(
    (start) => !taken.some((event) => event.start.getTime() < start + length && event.end.getTime() > start),
  );
  const suggestions = free.slice(0, meeting.maxCandidates ?? 20).map((start) => ({
    confidence: 100,
    meetingTimeSlot: { start: shownMoment(new Date(start)), end: shownMoment(new Date(start + length)) },
  }));
  return {
    meetingTimeSuggestions: suggestions,
    emptySuggestionsReason: suggestions.length === 0 ? 'attendeesUnavailable' : '',
  };
}

function busyPeople(personId: string, { attendees = [] }: SentMeeting): ReadonlySet<string> {
  const addresses = attendees.map(({ emailAddress }) => emailAddress.address);
  return new Set([personId, ...people.filter(({ username }) => addresses.includes(username)).map(({ id }) => id)]);
}

function workingTimes({ timeConstraint }: SentMeeting): readonly number[] {
  const [slot] = timeConstraint?.timeSlots ?? [];
  const midnight = readMoment(slot?.start)?.getTime() ?? 0;
  return Array.from({ length: 16 }, (_, half) => midnight + (18 + half) * HALF_HOUR_MS);
}

function lengthOf(duration = 'PT30M'): number {
  const [, hours = '0', minutes = '0'] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
}
