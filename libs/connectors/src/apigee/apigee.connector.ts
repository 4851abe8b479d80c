import { defineConnector, retryAfterLimit, type OAuthPreset } from '#connectors';
import { verify, whoami } from './account.js';
import { deployProxyDialog } from './dialogs/deploy-proxy.dialog.js';
import { listProxiesDialog } from './dialogs/list-proxies.dialog.js';
import { showDeploymentsDialog } from './dialogs/show-deployments.dialog.js';
import { undeployProxyDialog } from './dialogs/undeploy-proxy.dialog.js';
import { interpretFault } from './faults.js';
import { cloudScope, organizationUrl } from './operations/apigee-api.js';
import { deployRevision } from './operations/deploy-revision.operation.js';
import { getProxy } from './operations/get-proxy.operation.js';
import { listApps } from './operations/list-apps.operation.js';
import { listDeployments } from './operations/list-deployments.operation.js';
import { listProxies } from './operations/list-proxies.operation.js';
import { undeployRevision } from './operations/undeploy-revision.operation.js';

const scope = (id: string, description: string, de: string) => ({ id, description, translations: { de } });

const scopes = [
  scope('openid', 'Know who you are', 'Wissen, wer Sie sind'),
  // By its full name, as Google's answers call it.
  scope('https://www.googleapis.com/auth/userinfo.email', 'See your e-mail address', 'Ihre E-Mail-Adresse sehen'),
  scope(
    cloudScope,
    'See and change what you may see and change in Google Cloud, Apigee included',
    'Alles sehen und ändern, was Sie in Google Cloud sehen und ändern dürfen, auch Apigee',
  ),
];

const oauth: OAuthPreset = {
  authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenUrl: 'https://oauth2.googleapis.com/token',
  revocationUrl: 'https://oauth2.googleapis.com/revoke',
  scopes,
  defaultScopes: scopes.map(({ id }) => id),
  scopeSeparator: ' ',
  pkce: false,
  clientAuthentication: 'client_secret_post',
  // Without fresh consent, Google gives a refresh token only the first time.
  additionalParameters: { access_type: 'offline', prompt: 'consent' },
  parameters: [
    {
      name: 'organization',
      title: 'Organization',
      description: 'Name of the Apigee organization, which is mostly the id of its Google Cloud project.',
      pattern: '[a-z][a-z0-9-]{0,61}[a-z0-9]',
      examples: ['acme-apis'],
      isOfBaseUrl: true,
    },
  ],
  urlRules: [],
  refreshTokenScopes: [],
  refreshTokenParameters: { access_type: 'offline' },
  hints: [
    'Google yields a refresh token only with access_type=offline and fresh consent: leave both additional fields as they are.',
    'The Apigee API has to be turned on in the Google Cloud project of the app.',
  ],
};

/** Apigee: API proxies, deployments and developer apps of one organization, by the Apigee API. */
export const apigee = defineConnector({
  id: 'apigee',
  name: 'Apigee',
  description: 'See API proxies, deployments and developer apps in Apigee, and deploy and undeploy revisions.',
  categories: ['development'],
  mark: { kind: 'letters', letters: 'Ap', color: '#b3541e' },
  website: 'https://cloud.google.com/apigee',
  links: [
    { title: 'Apigee API', url: 'https://cloud.google.com/apigee/docs/reference/apis/apigee/rest' },
    { title: 'OAuth', url: 'https://developers.google.com/identity/protocols/oauth2/web-server' },
    { title: 'Roles', url: 'https://cloud.google.com/apigee/docs/api-platform/system-administration/apigee-roles' },
  ],
  readme: 'libs/connectors/src/apigee/README.md',
  oauth,
  baseUrl: organizationUrl,
  origins: { identity: () => 'https://openidconnect.googleapis.com' },
  whoami,
  verify,
  interpretFault,
  readRateLimit: retryAfterLimit,
  operations: [listProxies, getProxy, listDeployments, deployRevision, undeployRevision, listApps],
  templates: [listProxiesDialog, showDeploymentsDialog, deployProxyDialog, undeployProxyDialog],
});
