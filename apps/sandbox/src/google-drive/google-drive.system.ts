import { standardOAuth } from '../authorization/standard-oauth.js';
import { wordFaults } from '../faults/fault-wording.js';
import type { SandboxSystem } from '../system.js';
import { driveApiRoutes } from './drive-api.js';
import { DriveStore, people } from './drive-store.js';
import { filePageRoutes } from './file-page.js';
import { errorBody, reasonOf } from './google-error.js';

/** The look-alike of Google Drive: files, their content, and who may do what with them. */
export const googleDriveSystem: SandboxSystem<DriveStore> = {
  id: 'google-drive',
  name: 'Google Drive',
  people,
  oauth: standardOAuth({
    id: 'google-drive',
    paths: { authorization: '/o/oauth2/v2/auth', token: '/token', revocation: '/revoke' },
    scopes: {
      'https://www.googleapis.com/auth/drive': 'See, edit, create and delete all of your Google Drive files',
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
    const store = new DriveStore(host.now);
    return {
      store,
      faultAnswer: wordFaults({
        api: ({ status, message }) => errorBody(status, reasonOf(status), message),
        answers: {
          'quota-exceeded': { status: 403, body: errorBody(403, 'userRateLimitExceeded', 'User rate limit exceeded.') },
        },
      }),
      routes: (app) => driveApiRoutes(app, host, store),
      pages: (app) => filePageRoutes(app, store),
    };
  },
};
