import type { Answer, Endpoint, SandboxSystem } from '../system.js';
import type { EndpointClass, FaultKind } from '../faults/fault-table.js';
import { people } from './directory.js';
import { identityRoutes } from './identity.js';
import { oauthDialect } from './oauth-dialect.js';
import { recordPageRoutes } from './record-page.js';
import { SalesforceStore } from './record-store.js';
import { restRoutes } from './rest.js';

/** The look-alike of Salesforce: its OAuth endpoints and identity, and leads, opportunities and cases by REST. */
export const salesforceSystem: SandboxSystem<SalesforceStore> = {
  id: 'salesforce',
  name: 'Salesforce',
  people,
  oauth: {
    systemApp: {
      clientId: 'attache-sandbox-system-app',
      clientSecret: 'F00D5A17B0BA5A9D0C7E1E5A11F0BCEDF00D5A17B0BA5A9D0C7E1E5A11F0BCED',
      name: 'Attaché',
      isPkceRequired: true,
      rotatesRefreshTokens: true,
    },
    scopes: ['api', 'refresh_token'],
    revocationPath: '/services/oauth2/revoke',
    dialect: ({ url, now }) => oauthDialect(url, now),
  },
  open: (host) => {
    const store = new SalesforceStore(host.now);
    return {
      store,
      classify,
      faultAnswer,
      routes: (app) => {
        identityRoutes(app, host);
        restRoutes(app, { host, store });
      },
      pages: (app) => recordPageRoutes(app, store),
    };
  },
};

const oauthEndpoints: Readonly<Record<string, Endpoint>> = {
  authorize: { class: 'authorize', name: 'authorize' },
  resume: { class: 'authorize', name: 'authorize resume' },
  token: { class: 'token', name: 'token' },
  introspect: { class: 'token', name: 'introspect' },
  revoke: { class: 'revoke', name: 'revoke' },
  userinfo: { class: 'api', name: 'userinfo' },
};

function classify(method: string, path: string): Endpoint | undefined {
  const [, oauth, isResumed] = /^\/services\/oauth2\/(\w+)(\/)?/.exec(path) ?? [];
  if (oauth) return oauthEndpoints[isResumed ? 'resume' : oauth];
  if (/^\/id\/\w+\/\w+$/.test(path)) return { class: 'api', name: 'identity' };
  const [, resource] = /^\/services\/data\/[^/]+\/(.+)$/.exec(path) ?? [];
  return resource ? { class: 'api', name: `${method} ${withoutIds(resource)}` } : undefined;
}

function withoutIds(resource: string): string {
  return resource.replace(/^(sobjects\/[^/]+)\/(?!describe$).+$/, '$1/{id}').replace(/^query\/.+$/, 'query/{locator}');
}

const oauthError = (error: string, error_description: string, status = 400): Answer => ({
  status,
  body: { error, error_description },
});
const apiError = (status: number, errorCode: string, message: string): Answer => ({
  status,
  body: [{ message, errorCode }],
});

const oauthFaults: Readonly<Partial<Record<FaultKind, Answer>>> = {
  'revoked-grant': oauthError('invalid_grant', 'expired access/refresh token'),
  'error-with-200': oauthError('invalid_grant', 'expired access/refresh token', 200),
  'rate-limited': oauthError('rate_limit_exceeded', 'login rate exceeded', 429),
  'server-error': oauthError('unknown_error', 'retry your request', 503),
  'server-error-after': oauthError('unknown_error', 'retry your request', 504),
};

const apiFaults: Readonly<Partial<Record<FaultKind, Answer>>> = {
  'expired-token': apiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid'),
  forbidden: apiError(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on object id'),
  'not-found': apiError(404, 'NOT_FOUND', 'The requested resource does not exist'),
  conflict: apiError(409, 'ENTITY_IS_LOCKED', 'the record is locked'),
  'quota-exceeded': apiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
  'rate-limited': apiError(429, 'REQUEST_LIMIT_EXCEEDED', 'Too many requests'),
  'error-with-200': apiError(200, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred'),
  'server-error': apiError(503, 'SERVER_UNAVAILABLE', 'The server is unavailable'),
  'server-error-after': apiError(504, 'SERVER_UNAVAILABLE', 'The server did not answer in time'),
};

function faultAnswer(kind: FaultKind, endpoint: EndpointClass): Answer | undefined {
  return endpoint === 'api' ? apiFaults[kind] : oauthFaults[kind];
}
