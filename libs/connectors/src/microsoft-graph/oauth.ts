import type { OAuthPreset } from '#connectors';

/** Microsoft Entra; the scopes are those of Microsoft Graph. */
export const oauth: OAuthPreset = {
  authorizationUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize',
  tokenUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
  scopes: [
    { id: 'openid', description: 'Know who you are', translations: { de: 'Wissen, wer Sie sind' } },
    { id: 'profile', description: 'See your name', translations: { de: 'Ihren Namen sehen' } },
    { id: 'email', description: 'See your e-mail address', translations: { de: 'Ihre E-Mail-Adresse sehen' } },
    {
      id: 'offline_access',
      description: 'Stay connected while you are away, until you disconnect',
      translations: { de: 'Verbunden bleiben, auch während Sie nicht da sind, bis Sie die Verbindung trennen' },
    },
    { id: 'User.Read', description: 'See your profile', translations: { de: 'Ihr Profil sehen' } },
    {
      id: 'Calendars.ReadWrite',
      description: 'See and change your calendars',
      translations: { de: 'Ihre Kalender sehen und ändern' },
    },
    {
      id: 'Calendars.Read.Shared',
      description: 'See when others are free, as far as you can see it',
      translations: { de: 'Sehen, wann andere Zeit haben, soweit Sie es sehen können' },
    },
    {
      id: 'MailboxSettings.Read',
      description: 'See the time zone of your mailbox',
      translations: { de: 'Die Zeitzone Ihres Postfachs sehen' },
    },
    { id: 'Mail.Send', description: 'Send e-mail as you', translations: { de: 'In Ihrem Namen E-Mails senden' } },
    {
      id: 'Tasks.ReadWrite',
      description: 'See and change your to-do lists',
      translations: { de: 'Ihre Aufgabenlisten sehen und ändern' },
    },
  ],
  defaultScopes: [
    ...['openid', 'profile', 'email', 'offline_access', 'User.Read', 'Calendars.ReadWrite'],
    ...['Calendars.Read.Shared', 'MailboxSettings.Read', 'Mail.Send', 'Tasks.ReadWrite'],
  ],
  scopeSeparator: ' ',
  pkce: true,
  clientAuthentication: 'client_secret_post',
  additionalParameters: {},
  parameters: [
    {
      name: 'tenant',
      title: 'Tenant',
      description: 'The id or the domain of the directory; organizations for any, common for personal accounts too.',
      pattern: '[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?',
      default: 'common',
      examples: ['common', 'organizations', 'acme.onmicrosoft.com'],
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
    'Client secrets end on a date that you choose: note it, and change the secret here before.',
  ],
};
