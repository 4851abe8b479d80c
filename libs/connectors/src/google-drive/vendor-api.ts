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

const get: VendorCall = {
  method: 'GET',
  path: `${files}/{id}`,
  query: closed({ fields: text, supportsAllDrives: yes, alt: { const: 'media' } }),
  documentation: `${reference}/files/get`,
};

const uploadGuide = 'https://developers.google.com/workspace/drive/api/guides/manage-uploads';
const resumable = { uploadType: { const: 'resumable' }, fields: text, supportsAllDrives: yes };

/** What Google describes of the calls of each operation, its own first; `/upload` stands for the origin of uploads. */
export const vendorCalls: Readonly<Record<string, readonly [VendorCall, ...VendorCall[]]>> = {
  'search-files': [
    {
      method: 'GET',
      path: files,
      query: closed({
        ...{ q: text, pageToken: text, fields: text, supportsAllDrives: yes, includeItemsFromAllDrives: yes },
        pageSize: { type: 'string', pattern: '^[1-9]\\d{0,3}$' },
      }),
      documentation: `${reference}/files/list`,
    },
  ],
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
      body: closed(
        {
          type: { enum: ['user', 'group', 'domain', 'anyone'] },
          role: { enum: ['owner', 'organizer', 'fileOrganizer', 'writer', 'commenter', 'reader'] },
          emailAddress: { type: 'string', format: 'email' },
        },
        ['type', 'role'],
      ),
      documentation: `${reference}/permissions/create`,
    },
    get,
  ],
};
