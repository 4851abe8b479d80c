import { defineConnector, retryAfterLimit, type OAuthPreset } from '#connectors';
import { whoami } from './account.js';
import { cancelEventDialog } from './dialogs/cancel-event.dialog.js';
import { createEventDialog } from './dialogs/create-event.dialog.js';
import { findFreeTimeDialog } from './dialogs/find-free-time.dialog.js';
import { listEventsDialog } from './dialogs/list-events.dialog.js';
import { updateEventDialog } from './dialogs/update-event.dialog.js';
import { interpretFault } from './faults.js';
import { createEvent } from './operations/create-event.operation.js';
import { deleteEvent } from './operations/delete-event.operation.js';
import { findFreeTime } from './operations/find-free-time.operation.js';
import { getFreeBusy } from './operations/get-free-busy.operation.js';
import { listEvents } from './operations/list-events.operation.js';
import { updateEvent } from './operations/update-event.operation.js';

const scope = (id: string, description: string, de: string) => ({ id, description, translations: { de } });

// Google grants its own names for OpenID's scopes email and profile: they are asked for by those.
const scopes = [
  scope('openid', 'Know who you are', 'Wissen, wer Sie sind'),
  scope('https://www.googleapis.com/auth/userinfo.email', 'See your e-mail address', 'Ihre E-Mail-Adresse sehen'),
  scope('https://www.googleapis.com/auth/userinfo.profile', 'See your name', 'Ihren Namen sehen'),
  scope(
    'https://www.googleapis.com/auth/calendar.events',
    'See, create, change and cancel events in your calendars',
    'Termine in Ihren Kalendern sehen, anlegen, ändern und absagen',
  ),
  scope(
    'https://www.googleapis.com/auth/calendar.freebusy',
    'See when you and others are busy',
    'Sehen, wann Sie und andere beschäftigt sind',
  ),
];

const oauth: OAuthPreset = {
  authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenUrl: 'https://oauth2.googleapis.com/token',
  revocationUrl: 'https://oauth2.googleapis.com/revoke',
  scopes,
  defaultScopes: scopes.map(({ id }) => id),
  scopeSeparator: ' ',
  pkce: false,
  clientAuthentication: 'client_secret_post',
  // Without fresh consent, Google gives a refresh token only the first time.
  additionalParameters: { access_type: 'offline', prompt: 'consent' },
  parameters: [],
  urlRules: [],
  refreshTokenScopes: [],
  refreshTokenParameters: { access_type: 'offline' },
  hints: [
    'Google gives a refresh token only with access_type=offline and a fresh consent: leave both additional fields in.',
    'While the consent screen is in testing, refresh tokens end after seven days: publish the app.',
  ],
};

/** Google Calendar: events and free time by the Calendar API. */
export const googleCalendar = defineConnector({
  id: 'google-calendar',
  name: 'Google Calendar',
  description: 'List, create, change and cancel events in Google Calendar, and find free times.',
  categories: ['calendar'],
  mark: { kind: 'letters', letters: 'Gc', color: '#1a56c4' },
  website: 'https://calendar.google.com',
  links: [
    { title: 'Calendar API', url: 'https://developers.google.com/workspace/calendar/api/v3/reference' },
    { title: 'OAuth', url: 'https://developers.google.com/identity/protocols/oauth2/web-server' },
    { title: 'Quotas', url: 'https://developers.google.com/workspace/calendar/api/guides/quota' },
  ],
  readme: 'libs/connectors/src/google-calendar/README.md',
  oauth,
  baseUrl: () => 'https://www.googleapis.com',
  origins: { identity: () => 'https://openidconnect.googleapis.com' },
  whoami,
  verify: async () => undefined,
  interpretFault,
  readRateLimit: retryAfterLimit,
  operations: [listEvents, createEvent, updateEvent, deleteEvent, getFreeBusy, findFreeTime],
  templates: [listEventsDialog, createEventDialog, updateEventDialog, cancelEventDialog, findFreeTimeDialog],
});
