import { defineConnector, rateLimitFields, type CredentialPreset, type OAuthPreset } from '#connectors';
import { verify, whoami } from './account.js';
import { createNoteDialog } from './create-note.dialog.js';
import { interpretFault } from './faults.js';
import { createNote } from './operations/create-note.operation.js';

/** Leave it out when the system has no OAuth 2. */
const oauth: OAuthPreset = {
  authorizationUrl: 'https://acme-notes.example/oauth/authorize',
  tokenUrl: 'https://acme-notes.example/oauth/token',
  revocationUrl: 'https://acme-notes.example/oauth/revoke',
  scopes: [
    { id: 'notes.write', description: 'Create notes', translations: { de: 'Notizen anlegen' } },
    { id: 'profile', description: 'Know who you are', translations: { de: 'Wissen, wer Sie sind' } },
  ],
  defaultScopes: ['notes.write', 'profile'],
  scopeSeparator: ' ',
  pkce: true,
  clientAuthentication: 'client_secret_post',
  additionalParameters: {},
  parameters: [],
  urlRules: [],
  refreshTokenScopes: [],
};

/** Leave it out when people can only come in by OAuth 2. */
const apiKey: CredentialPreset = {
  id: 'api-key',
  kind: 'api-key',
  title: 'API key',
  description: 'A key of somebody at Acme Notes. Every note is created in that name.',
  parameters: [],
  key: {
    title: 'API key',
    description: 'In Acme Notes: your profile, API.',
    translations: { de: { title: 'API-Schlüssel', description: 'In Acme Notes: Ihr Profil, API.' } },
    pattern: '[\\x21-\\x7e]{8,200}',
  },
  placement: { in: 'header', name: 'X-Api-Key' },
  documentation: 'https://acme-notes.example/docs/api-keys',
};

/** Acme Notes: notes by its REST API. */
export const acmeNotes = defineConnector({
  id: 'acme-notes',
  name: 'Acme Notes',
  description: 'Create notes in Acme Notes.',
  categories: ['documents'],
  mark: { kind: 'letters', letters: 'AN', color: '#334155' },
  website: 'https://acme-notes.example',
  links: [{ title: 'API reference', url: 'https://acme-notes.example/docs' }],
  readme: 'libs/connectors/src/acme-notes/README.md',
  oauth,
  credentials: [apiKey],
  baseUrl: () => 'https://api.acme-notes.example/v1',
  whoami,
  verify,
  interpretFault,
  readRateLimit: rateLimitFields,
  operations: [createNote],
  templates: [createNoteDialog],
});
