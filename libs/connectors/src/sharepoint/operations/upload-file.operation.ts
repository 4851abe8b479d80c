import { defineOperation, RecordNotFoundError } from '#connectors';
import { Type } from 'typebox';
import { filesScope, sitesScope } from '../oauth.js';
import { contentToSend, File, fileFields, fileId, FileRecord, toFile } from './file.js';
import { graphGuide, invalid, isSince, placeOf, Site, type SitePlace } from './graph.js';

const MOST_BYTES = 250_000_000;

const fileName = Type.String({
  title: 'Name',
  description: 'Name of the file, with its ending, such as report.pdf.',
  maxLength: 255,
  pattern:
    '^(?!~)[^\\s"*:<>?/\\\\|\\u0000-\\u001f.](?:[^"*:<>?/\\\\|\\u0000-\\u001f]*[^\\s"*:<>?/\\\\|\\u0000-\\u001f.])?$',
});

/** Stores a file: PUT sites/{site}/drive/items/{folder}:/{name}:/content. */
export const uploadFile = defineOperation({
  connector: 'sharepoint',
  name: 'upload-file',
  title: 'Upload a file',
  description: 'Stores a file of up to 250 MB, or a text, in the document library of a site.',
  effect: 'write',
  content: 'takes',
  input: Type.Object(
    {
      site: Type.Optional(Site),
      folderId: Type.Optional(fileId('Folder id', 'Id of the folder; the top of the library unless told.')),
      name: fileName,
      text: Type.Optional(
        Type.String({ title: 'Text', description: 'What is in it, when no file is sent.', maxLength: 1_000_000 }),
      ),
      whenExists: Type.Optional(
        Type.Enum(['fail', 'rename', 'replace'], {
          title: 'When it exists',
          description:
            'What happens to a file of that name: fail, which is the default, rename the new one, or replace it.',
        }),
      ),
    },
    { title: 'File', description: 'The file to store.', additionalProperties: false },
  ),
  output: File,
  scopes: [filesScope, sitesScope],
  example: { name: 'notes.txt', text: 'Coffee is ordered.', whenExists: 'rename' },
  documentation: `${graphGuide}/driveitem-put-content`,

  async run({ http, content }, { site, folderId, name, text, whenExists = 'fail' }) {
    const sent = contentToSend(content, text);
    if ((sent.sizeBytes ?? 0) > MOST_BYTES)
      throw invalid('', 'is too large', 'SharePoint takes files of up to 250 MB.');
    const { root, values } = newFile(placeOf(site), folderId, name);
    const { data } = await http.put(`${root}:/content`, {
      path: values,
      query: { '@microsoft.graph.conflictBehavior': whenExists },
      content: sent,
      answer: FileRecord,
    });
    return toFile(data);
  },

  async reconcile({ http }, { site, folderId, name, whenExists }, since) {
    if (whenExists === 'rename') return undefined;
    const { root, values } = newFile(placeOf(site), folderId, name);
    try {
      const { data } = await http.get(root, { path: values, query: { $select: fileFields }, answer: FileRecord });
      return isSince(data.lastModifiedDateTime, since) ? toFile(data) : undefined;
    } catch (error) {
      if (error instanceof RecordNotFoundError) return undefined;
      throw error;
    }
  },
});

function newFile({ root, values }: SitePlace, folderId = 'root', name: string): SitePlace {
  return { root: `${root}/drive/items/{folderId}:/{name}`, values: { ...values, folderId, name } };
}
