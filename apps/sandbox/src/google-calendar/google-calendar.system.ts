import { standardOAuth } from '../authorization/standard-oauth.js';
import { wordFaults } from '../faults/fault-wording.js';
import type { SandboxSystem } from '../system.js';
import { calendarApiRoutes } from './calendar-api.js';
import { CalendarStore } from './calendar-store.js';
import { eventPageRoutes } from './event-page.js';
import { errorBody, reasonOf } from './google-error.js';
import { people } from './seeds.js';

/** The look-alike of Google Calendar: events and free/busy. */
export const googleCalendarSystem: SandboxSystem<CalendarStore> = {
  id: 'google-calendar',
  name: 'Google Calendar',
  people,
  oauth: standardOAuth({
    id: 'google-calendar',
    paths: { authorization: '/o/oauth2/v2/auth', token: '/token', revocation: '/revoke' },
    scopes: {
      openid: 'Associate you with your personal info',
      'https://www.googleapis.com/auth/userinfo.email': 'See your primary e-mail address',
      'https://www.googleapis.com/auth/userinfo.profile': 'See your personal info',
      'https://www.googleapis.com/auth/calendar.events': 'View and edit events on all your calendars',
      'https://www.googleapis.com/auth/calendar.freebusy': 'View your availability in your calendars',
    },
    integrationPersonId: people[0].id,
    accessTokenLifetimeSeconds: 3_599,
    refreshTokens: { parameters: { access_type: 'offline' } },
    descriptions: {
      invalid_grant: 'Token has been expired or revoked.',
      invalid_client: 'The OAuth client was not found.',
    },
  }),
  apiPath: '',
  open: (host) => {
    const store = new CalendarStore(host.now);
    return {
      store,
      faultAnswer: wordFaults({
        api: ({ status, message }) => errorBody(status, reasonOf(status), message),
        answers: {
          'quota-exceeded': { status: 403, body: errorBody(403, 'rateLimitExceeded', 'Rate Limit Exceeded') },
        },
      }),
      routes: (app) => calendarApiRoutes(app, host, store),
      pages: (app) => eventPageRoutes(app, store),
    };
  },
};
