import { grantTypes } from '#auth-profiles';
import type { AuthProfilePresetView } from './profile-preset.dto.js';

type Parameter = AuthProfilePresetView['parameters'][number];

const blank = {
  connectorId: null,
  refreshUrl: null,
  revocationUrl: null,
  scopes: [],
  defaultScopes: [],
  refreshTokenScopes: [],
  scopeSeparator: ' ',
  pkce: true,
  clientAuthentication: 'client_secret_post',
  additionalFields: {},
  parameters: [],
  grantTypes: ['authorization-code-pkce', 'authorization-code', 'client-credentials'],
  credentials: [],
  audience: null,
  hasTenancy: false,
  hints: [],
  documentation: null,
} as const satisfies Partial<AuthProfilePresetView>;

const instance: Parameter = {
  name: 'instance',
  title: 'Instance',
  description: 'The first part of the address of your instance: acme in acme.service-now.com.',
  pattern: '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?',
  examples: ['acme', 'dev12345'],
};

const region: Parameter = {
  name: 'region',
  title: 'Region',
  description: 'The domain of the region that your organisation is in.',
  pattern: '(?:mypurecloud\\.(?:com|ie|de|jp|com\\.au)|[a-z0-9]+\\.pure\\.cloud)',
  default: 'mypurecloud.com',
  examples: ['mypurecloud.com', 'mypurecloud.ie', 'usw2.pure.cloud'],
};

const tenant: Parameter = {
  name: 'tenant',
  title: 'Tenant',
  description: 'The id or the domain of your directory; organizations or common for several.',
  pattern: '[A-Za-z0-9](?:[\\w.\\-]*[A-Za-z0-9])?',
  examples: ['contoso.onmicrosoft.com', 'organizations', 'common'],
};

const google = {
  ...blank,
  authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenUrl: 'https://oauth2.googleapis.com/token',
  revocationUrl: 'https://oauth2.googleapis.com/revoke',
  additionalFields: { access_type: 'offline', prompt: 'consent' },
  identityProviderName: 'Google',
  documentation: 'https://developers.google.com/identity/protocols/oauth2/web-server',
  hints: [
    'Google gives a refresh token only with access_type=offline and a fresh consent: leave both additional fields in.',
    'While the consent screen is in testing, refresh tokens end after seven days: publish the app.',
  ],
} as const;

/** Providers that customers register apps at, besides the systems of the catalogue. */
export const providerPresets: readonly AuthProfilePresetView[] = [
  {
    ...google,
    id: 'google',
    name: 'Google Workspace',
    scopes: [
      { id: 'https://www.googleapis.com/auth/calendar', description: 'See and change calendars' },
      { id: 'https://www.googleapis.com/auth/drive', description: 'See and change files in Drive' },
      { id: 'https://www.googleapis.com/auth/spreadsheets', description: 'See and change spreadsheets' },
    ],
  },
  {
    ...google,
    id: 'google-cloud',
    name: 'Google Cloud',
    scopes: [{ id: 'https://www.googleapis.com/auth/cloud-platform', description: 'See and change Google Cloud data' }],
    defaultScopes: ['https://www.googleapis.com/auth/cloud-platform'],
  },
  {
    ...blank,
    id: 'microsoft',
    name: 'Microsoft Entra',
    identityProviderName: 'Microsoft',
    authorizationUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize',
    tokenUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
    scopes: [
      { id: 'openid', description: 'Know who you are' },
      { id: 'offline_access', description: 'Stay connected while you are away' },
      { id: 'User.Read', description: 'See your profile' },
    ],
    defaultScopes: ['openid', 'offline_access'],
    refreshTokenScopes: ['offline_access'],
    parameters: [tenant],
    hasTenancy: true,
    hints: [
      'Register the callback URL as a redirect URI of the platform Web.',
      'Client secrets end on a date that you choose: note it, and change the secret here before.',
      'With client credentials the only scope is the resource with /.default behind it.',
    ],
    documentation: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow',
  },
  {
    ...blank,
    id: 'servicenow',
    name: 'ServiceNow',
    identityProviderName: 'ServiceNow',
    authorizationUrl: 'https://{instance}.service-now.com/oauth_auth.do',
    tokenUrl: 'https://{instance}.service-now.com/oauth_token.do',
    revocationUrl: 'https://{instance}.service-now.com/oauth_revoke.do',
    pkce: false,
    grantTypes: ['authorization-code', 'authorization-code-pkce', 'client-credentials'],
    parameters: [instance],
    hints: ['Scopes are not required.', 'Write your instance into the URLs where they hold {instance}.'],
  },
  {
    ...blank,
    id: 'genesys-cloud',
    name: 'Genesys Cloud',
    identityProviderName: 'Genesys Cloud',
    authorizationUrl: 'https://login.{region}/oauth/authorize',
    tokenUrl: 'https://login.{region}/oauth/token',
    clientAuthentication: 'client_secret_basic',
    parameters: [region],
    hints: [
      'Scopes are not required: what the client may do is set where it is registered.',
      'Write your region into the URLs where they hold {region}; a wrong region looks like a wrong client.',
    ],
  },
  {
    ...blank,
    id: 'generic',
    name: 'Any provider',
    grantTypes,
    identityProviderName: '',
    authorizationUrl: '',
    tokenUrl: '',
    hints: ['The documentation of the provider names its authorization URL, its token URL and its scopes.'],
  },
];
