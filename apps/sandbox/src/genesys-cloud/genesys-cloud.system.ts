import { standardOAuth } from '../authorization/standard-oauth.js';
import { wordFaults } from '../faults/fault-wording.js';
import type { SandboxSystem } from '../system.js';
import { appsPageRoutes } from './apps-page.js';
import { ContactCentre } from './contact-centre.js';
import { integration, people } from './directory.js';
import { platformApiRoutes } from './platform-api.js';
import { errorBody } from './platform-error.js';

/** The look-alike of a Genesys Cloud organisation: queues, users, callbacks, messages and conversations. */
export const genesysCloudSystem: SandboxSystem<ContactCentre> = {
  id: 'genesys-cloud',
  name: 'Genesys Cloud',
  people,
  oauth: standardOAuth({
    id: 'genesys-cloud',
    paths: { authorization: '/oauth/authorize', token: '/oauth/token' },
    scopes: {
      conversations: 'Take part in conversations',
      'routing:readonly': 'See queues',
      'users:readonly': 'See who works there',
    },
    integrationPersonId: integration.id,
    accessTokenLifetimeSeconds: 86_399,
    isPkceRequired: true,
    clientAuthentication: 'client_secret_basic',
    grantTypes: ['authorization-code', 'client-credentials'],
    descriptions: { invalid_client: 'authentication failed' },
    refusal: ({ error, description }) => ({
      status: 400,
      body: { error, description, error_description: description },
    }),
  }),
  apiPath: '',
  open: (host) => {
    const store = new ContactCentre(host.now);
    return {
      store,
      faultAnswer: wordFaults({
        api: ({ status, kind, message }) => errorBody(status, kind.replaceAll('-', '.'), message),
        oauth: ({ error, description }) => ({ error, description, error_description: description }),
      }),
      routes: (app) => platformApiRoutes(app, host, store),
      pages: (app) => appsPageRoutes(app, store),
    };
  },
};
