import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { filesScope, sitesScope } from '../oauth.js';
import { File, fileFields, FileRecord, toFile } from './file.js';
import { graphGuide, nextPage, PageOf, paging, pagingOutput, placeOf, quoted, readCursor, Site } from './graph.js';

/** Finds files in the document library of a site: GET sites/{site}/drive/root/search(q='…'). */
export const searchFiles = defineOperation({
  connector: 'sharepoint',
  name: 'search-files',
  title: 'Find files',
  description: 'Finds files and folders in the document library of a site by words in their names or in them.',
  effect: 'read',
  input: Type.Object(
    {
      site: Type.Optional(Site),
      keyword: Type.String({
        title: 'Keyword',
        description: 'Words of the name, or of what is in the file.',
        minLength: 1,
        maxLength: 200,
        pattern: '\\S',
      }),
      ...paging(100, 10),
    },
    { title: 'Search', description: 'Which files to find.', additionalProperties: false },
  ),
  output: Type.Object({
    files: Type.Array(File, { title: 'Files', description: 'The files and folders of this page.' }),
    ...pagingOutput,
  }),
  scopes: [filesScope, sitesScope],
  example: { keyword: 'travel' },
  documentation: `${graphGuide}/driveitem-search`,

  async run({ http }, { site, keyword, limit = 10, cursor }) {
    const { root, values } = placeOf(site);
    const place = readCursor(cursor, limit);
    const { data } = await http.get(`${root}/drive/root/search(q={words})`, {
      path: { ...values, words: quoted(keyword) },
      query: { $select: fileFields, ...place },
      answer: PageOf(FileRecord),
    });
    return { files: data.value.map(toFile), ...nextPage(data, place) };
  },
});
