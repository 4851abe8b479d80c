import type { Account, ConnectorContext } from '#connectors';
import { Type } from 'typebox';
import { eventsPath } from './operations/calendar-api.js';

const UserInfo = Type.Object({
  sub: Type.String({ minLength: 1 }),
  name: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  hd: Type.Optional(Type.String()),
});

const Calendar = Type.Object({ timeZone: Type.Optional(Type.String()) });

/** Asks who authorized, and for the zone of their calendar: OpenID Connect's user info, then the calendar itself. */
export async function whoami({ http }: ConnectorContext): Promise<Account> {
  const { data: user } = await http.get('/v1/userinfo', { origin: 'identity', answer: UserInfo });
  const { data: calendar } = await http.get(eventsPath, {
    path: { calendarId: 'primary' },
    query: { maxResults: 1 },
    answer: Calendar,
  });
  return {
    id: user.sub,
    name: user.name ?? user.email ?? user.sub,
    email: user.email,
    organisation: user.hd,
    details: { ...(calendar.timeZone !== undefined && { timeZone: calendar.timeZone }) },
  };
}
