import type { VendorCall } from '#connectors/testing';

const reference = 'https://developers.google.com/workspace/drive/api/reference/rest/v3';
const files = '/drive/v3/files';
const text = { type: 'string', minLength: 1 };
const yes = { const: 'true' };
const flag = { enum: ['true', 'false'] };

const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
});

/** Either what is known of a file, or its content. */
const get: VendorCall = {
  method: 'GET',
  path: `${files}/{id}`,
  query: {
    oneOf: [
      closed({ fields: text, supportsAllDrives: yes }),
      closed({ alt: { const: 'media' }, acknowledgeAbuse: flag, supportsAllDrives: yes }, ['alt']),
    ],
  },
  documentation: `${reference}/files/get`,
};

const list: VendorCall = {
  method: 'GET',
  path: files,
  query: closed(
    {
      ...{ q: text, pageToken: text, fields: text, orderBy: text, spaces: text },
      ...{ supportsAllDrives: yes, includeItemsFromAllDrives: yes },
      corpora: { enum: ['user', 'domain', 'drive', 'allDrives'] },
      pageSize: { type: 'string', pattern: '^(?:[1-9]\\d{0,2}|1000)$' },
    },
    // Without them, nothing of shared drives is found.
    ['supportsAllDrives', 'includeItemsFromAllDrives'],
  ),
  documentation: `${reference}/files/list`,
};

const uploadGuide = 'https://developers.google.com/workspace/drive/api/guides/manage-uploads';
const resumable = { uploadType: { const: 'resumable' }, fields: text, supportsAllDrives: yes };

const grantee = {
  role: { enum: ['owner', 'organizer', 'fileOrganizer', 'writer', 'commenter', 'reader'] },
  emailAddress: { type: 'string', format: 'email' },
};

/**
 * What Google describes of the calls of each operation, its own first, and then those that look what became of it; `/upload` stands for
 * the origin of uploads. Source: Google's discovery document of the Drive API, `drive:v3`, revision 20251012, as far as operations
 * use it; of the steps of a resumable upload, which it only names, Google's guide about uploads.
 */
export const vendorCalls: Readonly<Record<string, readonly [VendorCall, ...VendorCall[]]>> = {
  'search-files': [list],
  'upload-file': [
    {
      method: 'POST',
      path: '/upload/files',
      query: closed(resumable, ['uploadType']),
      body: closed({ name: text, mimeType: text, parents: { type: 'array', maxItems: 1, items: text } }),
      documentation: uploadGuide,
    },
    {
      method: 'PUT',
      path: '/upload/files',
      query: closed({ ...resumable, upload_id: text }, ['uploadType', 'upload_id']),
      body: { type: 'string' },
      documentation: uploadGuide,
    },
    list,
  ],
  'download-file': [
    get,
    {
      method: 'GET',
      path: `${files}/{id}/export`,
      query: closed({ mimeType: text }, ['mimeType']),
      documentation: `${reference}/files/export`,
    },
  ],
  'share-file': [
    {
      method: 'POST',
      path: `${files}/{id}/permissions`,
      query: closed({ sendNotificationEmail: flag, emailMessage: text, supportsAllDrives: yes, fields: text }),
      body: closed({ type: { enum: ['user', 'group'] }, ...grantee }, ['type', 'role', 'emailAddress']),
      documentation: `${reference}/permissions/create`,
    },
    get,
    {
      method: 'GET',
      path: `${files}/{id}/permissions`,
      query: closed({
        ...{ fields: text, pageToken: text, supportsAllDrives: yes },
        pageSize: { type: 'string', pattern: '^(?:[1-9]\\d?|100)$' },
      }),
      documentation: `${reference}/permissions/list`,
    },
  ],
};

/** What asks who authorized; what is wanted of the answer must be named. */
export const accountCalls: readonly VendorCall[] = [
  {
    method: 'GET',
    path: '/drive/v3/about',
    query: closed({ fields: text }, ['fields']),
    documentation: `${reference}/about/get`,
  },
];
