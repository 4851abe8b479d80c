import type { EntityKind } from '../model.js';
import { findMoney, readMoney } from './amounts/money.js';
import { readNumber } from './amounts/number.js';
import { readChoice } from './choice.js';
import { findEmails, findPhones, findUrls, readEmail, readPhone, readUrl } from './contact/contact.js';
import type { Finder } from './extraction/found.js';
import { readCompany } from './names/company.js';
import { readPerson } from './names/person.js';
import type { EntityReader } from './read-entity.js';
import { findDurations, readDuration } from './times/duration.js';
import { findDates, findDateTimes, findTimes, readDate, readDateTime, readTime } from './times/moments.js';
import { readYesNo } from './yes-no.js';

/** How one kind of value is understood. */
interface Kind {
  readonly read: EntityReader;
  /** Finds all values in a longer text, where the kind can be told from other words. */
  readonly find?: Finder;
  /** The most characters that an answer may have: a longer one is not even looked at. */
  readonly longest: number;
}

/** How each kind of value is understood. */
export const kinds: Record<EntityKind, Kind> = {
  text: { read: ({ text }) => text || undefined, longest: 10_000 },
  number: { read: readNumber, longest: 100 },
  email: { read: readEmail, find: findEmails, longest: 400 },
  phone: { read: readPhone, find: findPhones, longest: 200 },
  date: { read: readDate, find: findDates, longest: 200 },
  time: { read: readTime, find: findTimes, longest: 200 },
  'date-time': { read: readDateTime, find: findDateTimes, longest: 200 },
  duration: { read: readDuration, find: findDurations, longest: 200 },
  money: { read: readMoney, find: findMoney, longest: 200 },
  url: { read: readUrl, find: findUrls, longest: 2_500 },
  choice: { read: readChoice, longest: 2_000 },
  person: { read: readPerson, longest: 300 },
  company: { read: readCompany, longest: 500 },
  'yes-no': { read: readYesNo, longest: 200 },
  attachment: { read: ({ attachments }) => (attachments?.length === 1 ? attachments[0] : undefined), longest: 10_000 },
};
