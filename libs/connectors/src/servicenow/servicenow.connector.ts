import {
  defineConnector,
  VendorAnswerInvalidError,
  type CredentialPreset,
  type Grant,
  type OAuthPreset,
  type PresetParameter,
} from '#connectors';
import { whoami } from './account.js';
import { templates } from './dialogs/templates.js';
import { interpretFault } from './faults.js';
import { incidentOperations, requestOperations } from './operations/operations.js';
import { tableApi } from './operations/table.js';

/** The instance's host name is one label, so that no credential goes to another host. */
const instance: PresetParameter = {
  name: 'instance',
  title: 'Instance',
  description: 'Name of the instance: what stands before .service-now.com in its address.',
  pattern: '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?',
  examples: ['acme', 'dev12345'],
  isOfBaseUrl: true,
};

const oauth: OAuthPreset = {
  authorizationUrl: 'https://{instance}.service-now.com/oauth_auth.do',
  tokenUrl: 'https://{instance}.service-now.com/oauth_token.do',
  revocationUrl: 'https://{instance}.service-now.com/oauth_revoke_token.do',
  // An instance takes no scopes unless its administrator makes some; tokens stand for all that the user may do.
  scopes: [],
  defaultScopes: [],
  scopeSeparator: ' ',
  pkce: true,
  clientAuthentication: 'client_secret_post',
  additionalParameters: {},
  parameters: [instance],
  urlRules: [
    {
      field: 'authorizationUrl',
      endsWith: '/oauth_auth.do',
      message: "ServiceNow's authorization URL must end in /oauth_auth.do.",
    },
    {
      field: 'tokenUrl',
      endsWith: '/oauth_token.do',
      message: "ServiceNow's token URL must end in /oauth_token.do.",
    },
  ],
  refreshTokenScopes: [],
  hints: [
    'Scopes are not required.',
    'Write your instance into the URLs where they hold {instance}.',
    'Leave the callback URL as the only redirect URL of the app: the instance takes the first one when none matches.',
  ],
  defaultAccessTokenLifetimeSeconds: 30 * 60,
};

const basic: CredentialPreset = {
  id: 'basic',
  kind: 'basic',
  title: 'User name and password',
  description: 'A user of the instance. Every call is made in that name; a user made for this purpose is best.',
  username: {
    title: 'User name',
    description: 'As you sign in to the instance.',
    translations: { de: { title: 'Benutzername', description: 'Wie Sie sich an der Instanz anmelden.' } },
  },
  password: {
    title: 'Password',
    description: 'The password of this user; users who sign in elsewhere (single sign-on) have none.',
    translations: {
      de: {
        title: 'Kennwort',
        description: 'Das Kennwort dieses Benutzers; wer sich anderswo anmeldet (Single Sign-on), hat keines.',
      },
    },
  },
  placement: { in: 'basic' },
  parameters: [instance],
  documentation: 'https://www.servicenow.com/docs/r/api-reference/rest-api-explorer/c_RESTAPI.html',
};

function baseUrl({ parameters }: Grant): string {
  if (parameters['instance'] !== undefined) return `https://${parameters['instance']}.service-now.com`;
  throw new VendorAnswerInvalidError('The authorization does not say which instance of ServiceNow: authorize again.');
}

/** ServiceNow: incidents and requests by the Table API. */
export const servicenow = defineConnector({
  id: 'servicenow',
  name: 'ServiceNow',
  description: 'Create, find, change and assign incidents and requests in ServiceNow.',
  categories: ['service-desk'],
  mark: { kind: 'letters', letters: 'SN', color: '#0b6e4f' },
  website: 'https://www.servicenow.com',
  links: [
    { title: 'Table API', url: tableApi },
    {
      title: 'Create an endpoint for clients to access the instance',
      url: 'https://www.servicenow.com/docs/r/platform-security/authentication/t_CreateEndpointforExternalClients.html',
    },
    {
      title: 'Inbound REST API rate limiting',
      url: 'https://www.servicenow.com/docs/r/api-reference/rest-api-explorer/inbound-REST-API-rate-limiting.html',
    },
  ],
  readme: 'libs/connectors/src/servicenow/README.md',
  oauth,
  credentials: [basic],
  baseUrl,
  whoami,
  verify: async () => undefined,
  interpretFault,
  operations: [...incidentOperations, ...requestOperations],
  templates,
});
