import type { CredentialPreset, OAuthPreset } from '#connectors';

/** OAuth 2.0 (3LO); the site is chosen once somebody has allowed access. */
export const oauth: OAuthPreset = {
  authorizationUrl: 'https://auth.atlassian.com/authorize',
  tokenUrl: 'https://auth.atlassian.com/oauth/token',
  scopes: [
    {
      id: 'read:jira-user',
      description: 'See who you are in Jira',
      translations: { de: 'Sehen, wer Sie in Jira sind' },
    },
    {
      id: 'read:jira-work',
      description: 'See projects and issues in Jira that you can see',
      translations: { de: 'Projekte und Vorgänge in Jira sehen, die Sie sehen können' },
    },
    {
      id: 'write:jira-work',
      description: 'Create, change and delete issues and comments in Jira on your behalf',
      translations: { de: 'In Ihrem Namen Vorgänge und Kommentare in Jira anlegen, ändern und löschen' },
    },
    {
      id: 'offline_access',
      description: 'Stay connected while you are away, until you disconnect',
      translations: { de: 'Verbunden bleiben, auch während Sie nicht da sind, bis Sie die Verbindung trennen' },
    },
  ],
  defaultScopes: ['read:jira-user', 'read:jira-work', 'write:jira-work', 'offline_access'],
  scopeSeparator: ' ',
  // The vendor describes no PKCE for these apps; they always have a secret.
  pkce: false,
  clientAuthentication: 'client_secret_post',
  additionalParameters: { audience: 'api.atlassian.com', prompt: 'consent' },
  parameters: [],
  urlRules: [
    {
      field: 'authorizationUrl',
      endsWith: '/authorize',
      message: "Atlassian's authorization URL must be https://auth.atlassian.com/authorize.",
    },
    {
      field: 'tokenUrl',
      endsWith: '/oauth/token',
      message: "Atlassian's token URL must be https://auth.atlassian.com/oauth/token.",
    },
  ],
  refreshTokenScopes: ['offline_access'],
  hints: [
    'Add the Jira API with the classic scopes under Permissions; offline_access is not listed there, and works all the same.',
    'Until sharing is turned on under Distribution, only the owner of the app can allow access.',
  ],
};

/** An API token, which stands for its user on one site. */
export const apiToken: CredentialPreset = {
  id: 'api-token',
  kind: 'basic',
  title: 'API token',
  description: 'An API token without scopes, which may do on the site whatever its user may do there.',
  documentation: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
  parameters: [
    {
      name: 'site',
      title: 'Site',
      description: 'The first part of the address of your site: acme in acme.atlassian.net.',
      pattern: '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?',
      examples: ['acme'],
      isOfBaseUrl: true,
    },
  ],
  username: {
    title: 'E-mail address',
    description: 'The address of your Atlassian account.',
    translations: { de: { title: 'E-Mail-Adresse', description: 'Die Adresse Ihres Atlassian-Kontos.' } },
    pattern: '[^\\s:@]+@[^\\s:@]+',
  },
  password: {
    title: 'API token',
    description: 'Made at id.atlassian.com, Security, Create and manage API tokens.',
    translations: {
      de: {
        title: 'API-Token',
        description: 'Wird unter id.atlassian.com, Sicherheit, „API-Token erstellen und verwalten“ erstellt.',
      },
    },
    pattern: '[!-~]+',
  },
  placement: { in: 'basic' },
};
