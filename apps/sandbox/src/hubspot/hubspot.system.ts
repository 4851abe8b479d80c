import { standardOAuth } from '../authorization/standard-oauth.js';
import { wordFaults } from '../faults/fault-wording.js';
import type { SandboxSystem } from '../system.js';
import { crmApiRoutes } from './crm-api.js';
import { categoryOf, errorBody } from './crm-error.js';
import { CrmStore } from './crm-store.js';
import { recordPageRoutes } from './record-page.js';
import { people, portal } from './seeds.js';

/** What the vendor's token endpoint says instead of OAuth's errors. */
const refusals: Readonly<Record<string, { readonly status: string; readonly message: string }>> = {
  'invalid_grant refresh_token': { status: 'BAD_REFRESH_TOKEN', message: 'missing or invalid refresh token' },
  'invalid_grant authorization_code': { status: 'BAD_AUTH_CODE', message: 'missing or unknown auth code' },
  invalid_client: { status: 'BAD_CLIENT_SECRET', message: 'missing or invalid client secret' },
};

/** The look-alike of HubSpot: deals, contacts and tickets of one account. */
export const hubspotSystem: SandboxSystem<CrmStore> = {
  id: 'hubspot',
  name: 'HubSpot',
  people,
  oauth: standardOAuth({
    id: 'hubspot',
    paths: { authorization: '/oauth/authorize', token: '/oauth/v3/token', revocation: '/oauth/v3/token/revoke' },
    scopes: {
      oauth: 'Know your account',
      'crm.objects.contacts.read': 'View contacts',
      'crm.objects.contacts.write': 'Manage contacts',
      'crm.objects.deals.read': 'View deals',
      'crm.objects.deals.write': 'Manage deals',
      tickets: 'View and manage tickets',
    },
    integrationPersonId: people[0].id,
    accessTokenLifetimeSeconds: 1_800,
    tokenAnswer: ({ personId, scopes }) => ({
      scope: undefined,
      scopes,
      hub_id: portal.id,
      user_id: Number(personId),
      token_use: 'access_token',
    }),
    refusal: ({ error, grantType }) => {
      const said = refusals[`${error} ${grantType}`] ?? refusals[error];
      return said === undefined ? {} : { status: 400, body: { ...said, correlationId: 'sandbox' } };
    },
  }),
  credentials: [
    { id: 'private-app', kind: 'api-key', placement: { in: 'header', name: 'authorization', prefix: 'Bearer ' } },
  ],
  apiPath: '',
  open: (host) => {
    const store = new CrmStore(host.now);
    return {
      store,
      faultAnswer: wordFaults({
        api: ({ status, message }) => errorBody(categoryOf(status), message),
        answers: {
          'quota-exceeded': {
            status: 429,
            body: errorBody('RATE_LIMITS', 'You have reached your daily limit.', { policyName: 'DAILY' }),
          },
        },
      }),
      routes: (app) => crmApiRoutes(app, host, store),
      pages: (app) => recordPageRoutes(app, store),
    };
  },
};
