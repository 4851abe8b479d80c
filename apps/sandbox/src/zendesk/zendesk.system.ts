import { standardOAuth } from '../authorization/standard-oauth.js';
import { wordFaults } from '../faults/fault-wording.js';
import type { SandboxSystem } from '../system.js';
import { people } from './seeds.js';
import { ticketApiRoutes } from './ticket-api.js';
import { errorBody, faultBody } from './ticket-error.js';
import { ticketPageRoutes } from './ticket-page.js';
import { TicketStore } from './ticket-store.js';

/** The look-alike of a Zendesk: tickets by the Ticketing API. */
export const zendeskSystem: SandboxSystem<TicketStore> = {
  id: 'zendesk',
  name: 'Zendesk',
  people,
  oauth: standardOAuth({
    id: 'zendesk',
    paths: { authorization: '/oauth/authorizations/new', token: '/oauth/tokens' },
    scopes: { read: 'Read your data', write: 'Change your data' },
    integrationPersonId: people[0].id,
    accessTokenLifetimeSeconds: 30 * 60,
    rotatesRefreshTokens: true,
    tokenAnswer: () => ({ refresh_token_expires_in: 30 * 24 * 60 * 60 }),
    descriptions: {
      invalid_grant: 'The provided access grant is invalid, expired, or revoked.',
      invalid_client: 'No such client',
    },
  }),
  credentials: [{ id: 'api-token', kind: 'basic', secret: 'api-key', usernameSuffix: '/token' }],
  apiPath: '',
  open: (host) => {
    const store = new TicketStore(host.now);
    const spent = errorBody('APIRateLimitExceeded', 'Number of allowed API requests per minute exceeded');
    return {
      store,
      faultAnswer: wordFaults({
        api: ({ status, message }) => faultBody(status, message),
        answers: { 'quota-exceeded': { status: 429, headers: { 'retry-after': '60' }, body: spent } },
      }),
      routes: (app) => ticketApiRoutes(app, host, store),
      pages: (app) => ticketPageRoutes(app, store),
    };
  },
};
