import { standardOAuth } from '../authorization/standard-oauth.js';
import { wordFaults } from '../faults/fault-wording.js';
import type { SandboxSystem } from '../system.js';
import { people } from './directory.js';
import { recordPageRoutes } from './record-page.js';
import { InstanceStore } from './record-store.js';
import { errorBody, tableApiRoutes } from './table-api.js';

/** The look-alike of a ServiceNow instance: incidents, requests, users and groups by the Table API. */
export const servicenowSystem: SandboxSystem<InstanceStore> = {
  id: 'servicenow',
  name: 'ServiceNow',
  people,
  oauth: standardOAuth({
    id: 'servicenow',
    paths: { authorization: '/oauth_auth.do', token: '/oauth_token.do', revocation: '/oauth_revoke_token.do' },
    scopes: { useraccount: 'Do everything that you can do' },
    integrationPersonId: people[0].id,
    accessTokenLifetimeSeconds: 1_800,
    descriptions: { invalid_client: 'access_denied', invalid_grant: 'access_denied' },
  }),
  credentials: [{ id: 'basic', kind: 'basic' }],
  apiPath: '',
  open: (host) => {
    const store = new InstanceStore(host.now);
    return {
      store,
      faultAnswer: wordFaults({
        api: ({ message }) => errorBody(message, ''),
        answers: {
          'quota-exceeded': {
            status: 429,
            headers: { 'retry-after': '1800', 'x-ratelimit-limit': '10' },
            body: errorBody('Rate limit exceeded', 'Rate limit of 10 requests per hour for Table API exceeded'),
          },
          'error-with-200': {
            status: 200,
            body: {
              result: [],
              ...(errorBody(
                'Transaction cancelled: maximum execution time exceeded',
                'maximum execution time',
              ) as object),
            },
          },
        },
      }),
      routes: (app) => tableApiRoutes(app, host, store),
      pages: (app) => recordPageRoutes(app, store),
    };
  },
};
