import type { OAuthPreset } from '#connectors';
import { impersonation } from './operations/table.js';

/** A label of a DNS name. */
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

/** Where organisations live: each region has a number, and some clouds a domain of their own. */
const organisation = `${label}\\.(?:crm\\d{0,2}\\.dynamics\\.com|crm\\.microsoftdynamics\\.us|crm\\.appsplatform\\.us|crm\\.dynamics\\.cn)`;

/** Microsoft Entra with the organisation's own resource as the scope. */
export const oauth: OAuthPreset = {
  authorizationUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize',
  tokenUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
  scopes: [
    {
      id: impersonation,
      description: 'Read and change records in Dynamics 365 on your behalf',
      translations: { de: 'In Ihrem Namen Datensätze in Dynamics 365 lesen und ändern' },
    },
    {
      id: 'offline_access',
      description: 'Stay connected while you are away, until you disconnect',
      translations: { de: 'Verbunden bleiben, auch während Sie nicht da sind, bis Sie die Verbindung trennen' },
    },
  ],
  defaultScopes: [impersonation, 'offline_access'],
  scopeSeparator: ' ',
  pkce: true,
  clientAuthentication: 'client_secret_post',
  additionalParameters: {},
  parameters: [
    {
      name: 'organisation',
      title: 'Organisation',
      description: 'The address of the environment, without https://: acme.crm4.dynamics.com.',
      pattern: organisation,
      examples: ['acme.crm.dynamics.com', 'acme.crm4.dynamics.com'],
      isOfBaseUrl: true,
    },
    {
      name: 'tenant',
      title: 'Tenant',
      description: 'The id or the domain of the directory; organizations for any.',
      pattern: '[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?',
      default: 'organizations',
      examples: ['organizations', 'acme.onmicrosoft.com'],
    },
  ],
  urlRules: [
    {
      field: 'authorizationUrl',
      endsWith: '/oauth2/v2.0/authorize',
      message: "Microsoft's authorization URL must end in /oauth2/v2.0/authorize.",
    },
    {
      field: 'tokenUrl',
      endsWith: '/oauth2/v2.0/token',
      message: "Microsoft's token URL must end in /oauth2/v2.0/token.",
    },
  ],
  refreshTokenScopes: ['offline_access'],
  hints: [
    'Register the callback URL as a redirect URI of the platform Web.',
    'Give the app the delegated permission user_impersonation of Dynamics CRM (Dataverse).',
    'Client secrets end on a date that you choose: note it, and change the secret here before.',
  ],
};
