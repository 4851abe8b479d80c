import { defineOperation, readContent, type OperationContext } from '#connectors';
import { Type } from 'typebox';
import { filesScope, sitesScope } from '../oauth.js';
import { fileFields, fileId, FileRecord, ReadFile, toFile } from './file.js';
import { graphGuide, invalid, placeOf, Site } from './graph.js';

const MOST_TEXT_BYTES = 1_000_000;

interface Wanted {
  readonly site?: string;
  readonly id: string;
}

/** Gets a file: GET sites/{site}/drive/items/{id}, and its content, which Microsoft Graph sends on to the store. */
export const downloadFile = defineOperation({
  connector: 'sharepoint',
  name: 'download-file',
  title: 'Download a file',
  description: 'Gets a file of the document library of a site; without the file itself, what is known of it.',
  effect: 'read',
  content: 'gives',
  input: Type.Object(
    { site: Type.Optional(Site), id: fileId('File id', 'Id of the file, as it was found or stored.') },
    { title: 'File', description: 'The file to get.', additionalProperties: false },
  ),
  output: ReadFile,
  scopes: [filesScope, sitesScope],
  example: { id: '01SANDBOXTRAVELPOLICY' },
  documentation: `${graphGuide}/driveitem-get-content`,

  async run(context, wanted) {
    const file = await describe(context, wanted);
    const { mediaType = '', sizeBytes = MOST_TEXT_BYTES + 1 } = file;
    if (!/^text\/|\/json$/.test(mediaType) || sizeBytes > MOST_TEXT_BYTES) return file;
    const bytes = await readContent(await download(context, wanted), MOST_TEXT_BYTES);
    return { ...file, text: bytes.toString() };
  },

  async open(context, wanted) {
    const output = await describe(context, wanted);
    if (output.isFolder) throw invalid('/id', 'is a folder', `${output.name} is a folder: choose a file in it.`);
    const content = await download(context, wanted);
    const { name, mediaType = content.mediaType } = output;
    return { output, content: { ...content, name, mediaType } };
  },
});

async function describe({ http }: OperationContext, { site, id }: Wanted) {
  const { root, values } = placeOf(site);
  const { data } = await http.get(`${root}/drive/items/{id}`, {
    path: { ...values, id },
    query: { $select: fileFields },
    answer: FileRecord,
  });
  return toFile(data);
}

function download({ http }: OperationContext, { site, id }: Wanted) {
  const { root, values } = placeOf(site);
  return http.download(`${root}/drive/items/{id}/content`, { path: { ...values, id } });
}
