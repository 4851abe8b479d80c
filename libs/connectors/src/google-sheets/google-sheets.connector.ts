import { defineConnector, retryAfterLimit, type OAuthPreset } from '#connectors';
import { whoami } from './account.js';
import { appendRowDialog } from './dialogs/append-row.dialog.js';
import { lookUpRowDialog } from './dialogs/look-up-row.dialog.js';
import { updateRowDialog } from './dialogs/update-row.dialog.js';
import { interpretFault } from './faults.js';
import { appendRows } from './operations/append-rows.operation.js';
import { findRow } from './operations/find-row.operation.js';
import { readRange } from './operations/read-range.operation.js';
import { sheetsScope, sheetsUrl } from './operations/spreadsheet.js';
import { updateRange } from './operations/update-range.operation.js';
import { updateRow } from './operations/update-row.operation.js';

const scope = (id: string, description: string, de: string) => ({ id, description, translations: { de } });

const scopes = [
  scope('openid', 'Know who you are', 'Wissen, wer Sie sind'),
  // By their full names, as Google's answers call them.
  scope('https://www.googleapis.com/auth/userinfo.email', 'See your e-mail address', 'Ihre E-Mail-Adresse sehen'),
  scope('https://www.googleapis.com/auth/userinfo.profile', 'See your name', 'Ihren Namen sehen'),
  scope(
    sheetsScope,
    'See and change all spreadsheets that you can open',
    'Alle Tabellen sehen und ändern, die Sie öffnen können',
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
    'Google yields a refresh token only with access_type=offline and fresh consent: leave both additional fields as they are.',
    'The Google Sheets API has to be turned on in the Google Cloud project of the app.',
  ],
};

/** Google Sheets: cells and rows of spreadsheets by the Sheets API. */
export const googleSheets = defineConnector({
  id: 'google-sheets',
  name: 'Google Sheets',
  description: 'Look up, add and change rows of spreadsheets in Google Sheets.',
  categories: ['documents'],
  mark: { kind: 'letters', letters: 'Gs', color: '#137333' },
  website: 'https://sheets.google.com',
  links: [
    { title: 'Sheets API', url: 'https://developers.google.com/workspace/sheets/api/reference/rest' },
    { title: 'OAuth', url: 'https://developers.google.com/identity/protocols/oauth2/web-server' },
    { title: 'Limits', url: 'https://developers.google.com/workspace/sheets/api/limits' },
  ],
  readme: 'libs/connectors/src/google-sheets/README.md',
  oauth,
  baseUrl: () => sheetsUrl,
  origins: { identity: () => 'https://openidconnect.googleapis.com' },
  whoami,
  verify: async () => undefined,
  interpretFault,
  readRateLimit: retryAfterLimit,
  operations: [readRange, findRow, appendRows, updateRange, updateRow],
  templates: [lookUpRowDialog, appendRowDialog, updateRowDialog],
});
