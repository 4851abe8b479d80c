import { standardOAuth } from '../authorization/standard-oauth.js';
import { wordFaults } from '../faults/fault-wording.js';
import type { Endpoint, SandboxSystem, SystemOAuth } from '../system.js';
import { DataverseStore, people } from './dataverse-store.js';
import { recordPageRoutes } from './record-page.js';
import { fault, root, webApiRoutes } from './web-api.js';

const organisationScope = 'https://acme.crm.dynamics.com/user_impersonation';

const oauth = standardOAuth({
  id: 'dynamics',
  paths: {
    authorization: '/organizations/oauth2/v2.0/authorize',
    token: '/organizations/oauth2/v2.0/token',
  },
  scopes: { [organisationScope]: 'Access Dynamics 365 as you', offline_access: 'Stay connected' },
  systemScopes: ['https://{organisation}/user_impersonation', 'offline_access'],
  integrationPersonId: people[0].id,
  accessTokenLifetimeSeconds: 3_600,
  refreshTokens: { scopes: ['offline_access'] },
  rotatesRefreshTokens: true,
  tokenAnswer: ({ expiresInSeconds }) => ({ ext_expires_in: expiresInSeconds }),
  descriptions: {
    invalid_grant: 'AADSTS70008: The provided authorization code or refresh token has expired or was revoked.',
    invalid_client: 'AADSTS7000215: Invalid client secret provided.',
  },
});

/** Whatever organisation somebody names, the look-alike is it. */
const dialect: SystemOAuth['dialect'] = (place) => {
  const standard = oauth.dialect(place);
  return {
    ...standard,
    adaptQuery: (query) => {
      const asked = query.get('scope') ?? '';
      query.set('scope', asked.replace(/https:\/\/[a-z0-9.-]+\/user_impersonation/g, organisationScope));
      standard.adaptQuery(query);
    },
  };
};

/** The look-alike of Dynamics 365: leads, contacts and cases by the Dataverse Web API. */
export const dynamicsSystem: SandboxSystem<DataverseStore> = {
  id: 'dynamics',
  name: 'Dynamics 365',
  people,
  oauth: { ...oauth, dialect },
  apiPath: '',
  open: (host) => {
    const store = new DataverseStore(host.now);
    return {
      store,
      classify,
      faultAnswer: wordFaults({
        api: ({ kind, message }) => fault(kind === 'not-found' ? '0x80040217' : '0x80040216', message),
        answers: {
          'expired-token': { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' }, body: '' },
          forbidden: { status: 403, body: fault('0x80040220', 'Principal user is missing prvReadLead privilege') },
          'quota-exceeded': {
            status: 429,
            headers: { 'retry-after': '300' },
            body: fault(
              '0x80072322',
              'Number of requests exceeded the limit of 6000 over the time window of 300 seconds.',
            ),
          },
        },
      }),
      routes: (app) => webApiRoutes(app, host, store),
      pages: (app) => recordPageRoutes(app, store),
    };
  },
};

function classify(method: string, path: string): Endpoint | undefined {
  const [, oauthEndpoint] = /^\/organizations\/oauth2\/v2\.0\/(authorize|token)$/.exec(path) ?? [];
  if (oauthEndpoint === 'authorize' || oauthEndpoint === 'token') return { class: oauthEndpoint, name: oauthEndpoint };
  if (path.startsWith('/organizations/oauth2/v2.0/authorize/')) return { class: 'authorize', name: 'authorize resume' };
  if (!path.startsWith(`${root}/`)) return undefined;
  return { class: 'api', name: `${method} ${path.slice(root.length + 1).replace(/\(.*\)/, '({id})')}` };
}
