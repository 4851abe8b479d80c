import { standardOAuth } from '../authorization/standard-oauth.js';
import { wordFaults } from '../faults/fault-wording.js';
import type { SandboxSystem } from '../system.js';
import { graphError, graphRoutes } from './graph-api.js';
import { itemPageRoutes } from './item-pages.js';
import { MailboxStore, people } from './mailbox-store.js';

/** Graph's codes for what can be switched on. */
const codes: Readonly<Record<number, string>> = {
  401: 'InvalidAuthenticationToken',
  403: 'ErrorAccessDenied',
  404: 'ErrorItemNotFound',
  409: 'ErrorIrresolvableConflict',
  429: 'TooManyRequests',
};

/** The look-alike of Microsoft Graph: calendar, to-do lists and e-mail. */
export const microsoftGraphSystem: SandboxSystem<MailboxStore> = {
  id: 'microsoft-graph',
  name: 'Microsoft 365',
  people,
  oauth: standardOAuth({
    id: 'microsoft-graph',
    paths: { authorization: '/common/oauth2/v2.0/authorize', token: '/common/oauth2/v2.0/token' },
    scopes: {
      openid: 'Sign you in',
      profile: 'View your basic profile',
      email: 'View your e-mail address',
      offline_access: 'Maintain access to data you have given it access to',
      'User.Read': 'Read your profile',
      'Calendars.ReadWrite': 'Have full access to your calendars',
      'Calendars.Read.Shared': 'Read calendars that you can access',
      'MailboxSettings.Read': 'Read your mailbox settings',
      'Mail.Send': 'Send mail as you',
      'Tasks.ReadWrite': 'Create, read, update and delete your tasks and task lists',
    },
    integrationPersonId: people[0].id,
    accessTokenLifetimeSeconds: 3_600,
    refreshTokens: { scopes: ['offline_access'] },
    rotatesRefreshTokens: true,
    tokenAnswer: ({ expiresInSeconds }) => ({ ext_expires_in: expiresInSeconds }),
    descriptions: {
      invalid_grant: 'AADSTS70008: The provided authorization code or refresh token has expired or was revoked.',
      invalid_client: 'AADSTS7000215: Invalid client secret provided.',
    },
  }),
  apiPath: '',
  open: (host) => {
    const store = new MailboxStore(host.now);
    return {
      store,
      faultAnswer: wordFaults({
        api: ({ status, message }) => graphError(codes[status] ?? 'serviceNotAvailable', message),
        answers: {
          'quota-exceeded': {
            status: 429,
            headers: { 'retry-after': '300' },
            body: graphError('ApplicationThrottled', 'Application is over its MailboxConcurrency limit.'),
          },
        },
      }),
      routes: (app) => graphRoutes(app, host, store),
      pages: (app) => itemPageRoutes(app, store),
    };
  },
};
