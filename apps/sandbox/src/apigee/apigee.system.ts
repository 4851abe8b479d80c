import { standardOAuth } from '../authorization/standard-oauth.js';
import { wordFaults } from '../faults/fault-wording.js';
import type { SandboxSystem } from '../system.js';
import { apigeeApiRoutes } from './apigee-api.js';
import { consolePageRoutes } from './console-pages.js';
import { people } from './directory.js';
import { GatewayStore } from './gateway-store.js';
import { errorBody } from './google-error.js';

/** The look-alike of Apigee: one organization, `acme-apis`. */
export const apigeeSystem: SandboxSystem<GatewayStore> = {
  id: 'apigee',
  name: 'Apigee',
  people,
  oauth: standardOAuth({
    id: 'apigee',
    paths: { authorization: '/o/oauth2/v2/auth', token: '/token', revocation: '/revoke' },
    scopes: {
      openid: 'Associate you with your personal info',
      'https://www.googleapis.com/auth/userinfo.email': 'See your primary e-mail address',
      'https://www.googleapis.com/auth/cloud-platform': 'See, edit, configure and delete your Google Cloud data',
    },
    integrationPersonId: people[0].id,
    accessTokenLifetimeSeconds: 3_599,
    refreshTokens: { parameters: { access_type: 'offline' } },
    descriptions: {
      invalid_grant: 'Token has been expired or revoked.',
      invalid_client: 'The OAuth client was not found.',
    },
  }),
  apiPath: '/v1/organizations/{organization}',
  open: (host) => {
    const store = new GatewayStore(host.now);
    return {
      store,
      faultAnswer: wordFaults({
        api: ({ status, message }) => errorBody(status, message),
        answers: {
          'quota-exceeded': {
            status: 429,
            body: errorBody(429, "Quota exceeded for quota metric 'API Requests'", 'RATE_LIMIT_EXCEEDED'),
          },
        },
      }),
      routes: (app) => apigeeApiRoutes(app, host, store),
      pages: (app) => consolePageRoutes(app, store),
    };
  },
};
