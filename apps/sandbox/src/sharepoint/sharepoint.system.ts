import { standardOAuth } from '../authorization/standard-oauth.js';
import { wordFaults } from '../faults/fault-wording.js';
import type { SandboxSystem } from '../system.js';
import { classify, graphRoutes } from './graph-api.js';
import { graphError } from './graph-error.js';
import { recordPageRoutes } from './record-page.js';
import { people, SiteStore } from './site-store.js';

const codes: Readonly<Record<number, string>> = {
  401: 'InvalidAuthenticationToken',
  403: 'accessDenied',
  404: 'itemNotFound',
  409: 'nameAlreadyExists',
  429: 'TooManyRequests',
};

/** The look-alike of SharePoint: sites, a list each, and files, by Microsoft Graph. */
export const sharepointSystem: SandboxSystem<SiteStore> = {
  id: 'sharepoint',
  name: 'SharePoint',
  people,
  oauth: standardOAuth({
    id: 'sharepoint',
    paths: { authorization: '/organizations/oauth2/v2.0/authorize', token: '/organizations/oauth2/v2.0/token' },
    scopes: {
      openid: 'Sign you in',
      'User.Read': 'Read your profile',
      'Sites.ReadWrite.All': 'Edit or delete items in all site collections',
      'Files.ReadWrite.All': 'Have full access to all files that you have access to',
      offline_access: 'Maintain access to data you have given it access to',
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
  apiPath: '/v1.0',
  open: (host) => {
    const store = new SiteStore(host.now);
    return {
      store,
      classify,
      faultAnswer: wordFaults({
        api: ({ status, message }) => graphError(codes[status] ?? 'generalException', message),
        answers: {
          'quota-exceeded': {
            status: 429,
            headers: {
              ...{ 'retry-after': '300', 'ratelimit-limit': '1200' },
              ...{ 'ratelimit-remaining': '0', 'ratelimit-reset': '300' },
            },
            body: graphError('activityLimitReached', 'The app or user has been throttled.'),
          },
        },
      }),
      routes: (app) => graphRoutes(app, host, store),
      pages: (app) => recordPageRoutes(app, store),
    };
  },
};
