import { defineConnector, retryAfterLimit, type OAuthPreset } from '#connectors';
import { whoami } from './account.js';
import { findFileDialog } from './dialogs/find-file.dialog.js';
import { shareFileDialog } from './dialogs/share-file.dialog.js';
import { interpretFault } from './faults.js';
import { downloadFile } from './operations/download-file.operation.js';
import { driveScope } from './operations/drive-file.js';
import { searchFiles } from './operations/search-files.operation.js';
import { shareFile } from './operations/share-file.operation.js';
import { uploadFile } from './operations/upload-file.operation.js';

const oauth: OAuthPreset = {
  authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenUrl: 'https://oauth2.googleapis.com/token',
  revocationUrl: 'https://oauth2.googleapis.com/revoke',
  scopes: [
    {
      id: driveScope,
      description: 'See, store, change and share all your files in Google Drive',
      translations: { de: 'Alle Ihre Dateien in Google Drive sehen, ablegen, ändern und freigeben' },
    },
  ],
  defaultScopes: [driveScope],
  scopeSeparator: ' ',
  pkce: false,
  clientAuthentication: 'client_secret_post',
  // Without fresh consent, Google gives a refresh token only the first time.
  additionalParameters: { access_type: 'offline', prompt: 'consent' },
  parameters: [],
  urlRules: [],
  refreshTokenScopes: [],
  refreshTokenParameters: { access_type: 'offline' },
};

/** Google Drive: files by the Drive API. */
export const googleDrive = defineConnector({
  id: 'google-drive',
  name: 'Google Drive',
  description: 'Find, upload, download and share files in Google Drive.',
  categories: ['documents'],
  mark: { kind: 'letters', letters: 'Gd', color: '#0f7b3f' },
  website: 'https://drive.google.com',
  links: [
    { title: 'Drive API', url: 'https://developers.google.com/workspace/drive/api/reference/rest/v3' },
    { title: 'OAuth', url: 'https://developers.google.com/identity/protocols/oauth2/web-server' },
    { title: 'Quotas', url: 'https://developers.google.com/workspace/drive/api/guides/limits' },
  ],
  readme: 'libs/connectors/src/google-drive/README.md',
  oauth,
  baseUrl: () => 'https://www.googleapis.com',
  origins: { upload: () => 'https://www.googleapis.com/upload/drive/v3' },
  whoami,
  verify: async () => undefined,
  interpretFault,
  readRateLimit: retryAfterLimit,
  operations: [searchFiles, uploadFile, downloadFile, shareFile],
  templates: [findFileDialog, shareFileDialog],
});
