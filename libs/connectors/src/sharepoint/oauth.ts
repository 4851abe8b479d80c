import type { OAuthPreset } from '#connectors';

/** Reads and changes lists, and knows sites. */
export const sitesScope = 'Sites.ReadWrite.All';

/** Reads and changes files. */
export const filesScope = 'Files.ReadWrite.All';

const scope = (id: string, description: string, de: string) => ({ id, description, translations: { de } });

const scopes = [
  scope('openid', 'Know who you are', 'Wissen, wer Sie sind'),
  scope('User.Read', 'See your name and e-mail address', 'Ihren Namen und Ihre E-Mail-Adresse sehen'),
  scope(
    sitesScope,
    'See the sites that you can see, and read and change their lists on your behalf',
    'Die Websites sehen, die Sie sehen, und in Ihrem Namen deren Listen lesen und ändern',
  ),
  scope(filesScope, 'Find, read and store files on your behalf', 'In Ihrem Namen Dateien finden, lesen und ablegen'),
  scope(
    'offline_access',
    'Stay connected while you are away, until you disconnect',
    'Verbunden bleiben, auch während Sie nicht da sind, bis Sie die Verbindung trennen',
  ),
];

/** Microsoft Entra with scopes of Microsoft Graph. */
export const oauth: OAuthPreset = {
  authorizationUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize',
  tokenUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
  scopes,
  defaultScopes: scopes.map(({ id }) => id),
  scopeSeparator: ' ',
  pkce: true,
  clientAuthentication: 'client_secret_post',
  additionalParameters: {},
  parameters: [
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
    'Give the app the delegated permissions Sites.ReadWrite.All, Files.ReadWrite.All and User.Read of Microsoft Graph.',
    'Client secrets end on a date that you choose: note it, and change the secret here before.',
  ],
};
