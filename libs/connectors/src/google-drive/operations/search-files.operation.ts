import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import {
  driveGuide,
  driveScope,
  everywhere,
  File,
  fileFields,
  FileRecord,
  filesPath,
  googleTypes,
  quoted,
  toFile,
} from './drive-file.js';
import { pageInput, pageOutput } from './paging.js';

/** Finds files by words: GET files. */
export const searchFiles = defineOperation({
  connector: 'google-drive',
  name: 'search-files',
  title: 'Find files',
  description: 'Finds files and folders, those in the bin left out, a page at a time.',
  effect: 'read',
  input: Type.Object(
    {
      keyword: Type.Optional(
        Type.String({
          title: 'Keyword',
          description: 'Words of the name, or of what is in the file; all files unless told.',
          maxLength: 200,
          pattern: '\\S',
        }),
      ),
      searchIn: Type.Optional(
        Type.Enum(['name', 'content'], {
          title: 'Search in',
          description: 'The name, which is the default, or the content, names included.',
        }),
      ),
      type: Type.Optional(
        Type.Enum(['folder', 'document', 'spreadsheet', 'presentation', 'drawing', 'pdf'], {
          title: 'Type',
          description: 'Only what is of this type.',
        }),
      ),
      ...pageInput,
    },
    { title: 'Search', description: 'Which files to find.', additionalProperties: false },
  ),
  output: Type.Object({
    files: Type.Array(File, { title: 'Files', description: 'The files and folders of this page.' }),
    ...pageOutput,
  }),
  scopes: [driveScope],
  example: { keyword: 'travel' },
  documentation: `${driveGuide}/files/list`,

  async run({ http }, { keyword, searchIn = 'name', type, limit = 10, cursor }) {
    const conditions = [
      'trashed = false',
      ...(keyword === undefined
        ? []
        : [`${searchIn === 'name' ? 'name' : 'fullText'} contains ${quoted(keyword.trim())}`]),
      ...(type === undefined ? [] : [`mimeType = ${quoted({ ...googleTypes, pdf: 'application/pdf' }[type])}`]),
    ];
    const { data } = await http.get(filesPath, {
      query: {
        ...{
          q: conditions.join(' and '),
          pageSize: limit,
          pageToken: cursor,
          fields: `nextPageToken,files(${fileFields})`,
        },
        ...everywhere,
      },
      answer: Type.Object({ files: Type.Array(FileRecord), nextPageToken: Type.Optional(Type.String()) }),
    });
    const { nextPageToken: nextCursor = '' } = data;
    return { files: data.files.map(toFile), hasMore: nextCursor !== '', ...(nextCursor !== '' && { nextCursor }) };
  },
});
