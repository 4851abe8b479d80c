import type { ConnectorContext, OperationContext } from '#connectors';
import { Type } from 'typebox';
import { inZone } from '../time-zones.js';

/** The vendor's own pages about its API. */
export const graphReference = 'https://learn.microsoft.com/graph/api';

const Settings = Type.Object({ timeZone: Type.Optional(Type.Union([Type.String(), Type.Null()])) });

/** The time zone of the mailbox, by Windows' name or IANA's: GET me/mailboxSettings. */
export async function readTimeZone({ http }: ConnectorContext): Promise<string> {
  const { data } = await http.get('/v1.0/me/mailboxSettings', { query: { $select: 'timeZone' }, answer: Settings });
  return data.timeZone || 'UTC';
}

/** The time zone that the mailbox had when access was allowed: good enough to show times. */
export function knownTimeZone({ account }: OperationContext): string {
  const { timeZone } = account.details;
  return typeof timeZone === 'string' ? timeZone : 'UTC';
}

/** A moment as Graph answers it: in UTC, because every call asks for that. */
export const Moment = Type.Object({ dateTime: Type.String(), timeZone: Type.String() });

/** Sent with calls that answer times. */
export const inUtc = { prefer: 'outlook.timezone="UTC"' } as const;

/** The moment as operations return it, in the zone of the mailbox. */
export function shownTime(dateTime: string, zone: string): string {
  const moment = new Date(/(?:Z|[+-]\d{2}:\d{2})$/.test(dateTime) ? dateTime : `${dateTime}Z`);
  return Number.isNaN(moment.getTime()) ? dateTime : inZone(moment, zone);
}
