import { defineConnector, rateLimitFields, retryAfterLimit, strictestRateLimit } from '#connectors';
import { whoami } from './account.js';
import { addItemDialog } from './dialogs/add-item.dialog.js';
import { findFileDialog } from './dialogs/find-file.dialog.js';
import { listItemsDialog } from './dialogs/list-items.dialog.js';
import { updateItemDialog } from './dialogs/update-item.dialog.js';
import { interpretFault } from './faults.js';
import { oauth } from './oauth.js';
import { createItem } from './operations/create-item.operation.js';
import { downloadFile } from './operations/download-file.operation.js';
import { listItems } from './operations/list-items.operation.js';
import { searchFiles } from './operations/search-files.operation.js';
import { searchSites } from './operations/search-sites.operation.js';
import { updateItem } from './operations/update-item.operation.js';
import { uploadFile } from './operations/upload-file.operation.js';

/** SharePoint: sites, lists and files by Microsoft Graph. */
export const sharepoint = defineConnector({
  id: 'sharepoint',
  name: 'SharePoint',
  description: 'Find sites and files, read and change lists, and store files in SharePoint.',
  categories: ['documents'],
  mark: { kind: 'letters', letters: 'Sp', color: '#036c70' },
  website: 'https://www.microsoft.com/microsoft-365/sharepoint',
  links: [
    { title: 'Sites and lists', url: 'https://learn.microsoft.com/graph/api/resources/sharepoint' },
    { title: 'Files', url: 'https://learn.microsoft.com/graph/api/resources/driveitem' },
    { title: 'Throttling', url: 'https://learn.microsoft.com/graph/throttling' },
  ],
  readme: 'libs/connectors/src/sharepoint/README.md',
  oauth,
  baseUrl: () => 'https://graph.microsoft.com/v1.0',
  whoami,
  verify: async () => undefined,
  interpretFault,
  readRateLimit: strictestRateLimit(rateLimitFields, retryAfterLimit),
  operations: [searchSites, listItems, createItem, updateItem, searchFiles, downloadFile, uploadFile],
  templates: [findFileDialog, listItemsDialog, addItemDialog, updateItemDialog],
});
