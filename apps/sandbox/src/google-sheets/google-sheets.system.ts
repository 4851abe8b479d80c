import { standardOAuth } from '../authorization/standard-oauth.js';
import { wordFaults } from '../faults/fault-wording.js';
import type { SandboxSystem } from '../system.js';
import { people } from './directory.js';
import { errorBody } from './google-error.js';
import { sheetPageRoutes } from './sheet-page.js';
import { SheetStore } from './sheet-store.js';
import { sheetsApiRoutes } from './sheets-api.js';

/** The look-alike of Google Sheets: one spreadsheet with two sheets. */
export const googleSheetsSystem: SandboxSystem<SheetStore> = {
  id: 'google-sheets',
  name: 'Google Sheets',
  people,
  oauth: standardOAuth({
    id: 'google-sheets',
    paths: { authorization: '/o/oauth2/v2/auth', token: '/token', revocation: '/revoke' },
    scopes: {
      openid: 'Associate you with your personal info',
      'https://www.googleapis.com/auth/userinfo.email': 'See your primary e-mail address',
      'https://www.googleapis.com/auth/userinfo.profile': 'See your personal info',
      'https://www.googleapis.com/auth/spreadsheets': 'See, edit, create and delete all your spreadsheets',
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
    const store = new SheetStore();
    return {
      store,
      faultAnswer: wordFaults({
        api: ({ status, message }) => errorBody(status, message),
        answers: {
          'quota-exceeded': {
            status: 429,
            body: errorBody(429, "Quota exceeded for quota metric 'Read requests'", 'RATE_LIMIT_EXCEEDED'),
          },
        },
      }),
      routes: (app) => sheetsApiRoutes(app, host, store),
      pages: (app) => sheetPageRoutes(app, store),
    };
  },
};
