import { defineOperation, readContent, ResponseTooLargeError, type OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';
import { driveGuide, driveScope, File, fileId, filesPath, getFile, invalid, ReadFile } from './drive-file.js';

const MOST_TEXT_BYTES = 1_000_000;

/** What Google makes of its own documents as text; a drawing is none. */
const texts: Readonly<Record<string, string>> = {
  document: 'text/plain',
  spreadsheet: 'text/csv',
  presentation: 'text/plain',
};
const endings: Readonly<Record<string, string>> = { 'text/plain': 'txt', 'text/csv': 'csv', 'application/pdf': 'pdf' };

/** Gets a file: GET files/{id} with its content, or files/{id}/export of Google's own documents. */
export const downloadFile = defineOperation({
  connector: 'google-drive',
  name: 'download-file',
  title: 'Download a file',
  description: "Gets a file, Google's own documents as text or PDF; without the file itself, what is known of it.",
  effect: 'read',
  content: 'gives',
  input: Type.Object(
    {
      id: fileId('File', 'The file to get.'),
      format: Type.Optional(
        Type.Enum(['text', 'pdf'], {
          title: 'Format',
          description:
            "What to make of Google's own documents: text, which of a spreadsheet is CSV, or PDF, the default.",
        }),
      ),
    },
    { title: 'File', description: 'The file to get.', additionalProperties: false },
  ),
  output: ReadFile,
  scopes: [driveScope],
  example: { id: 'sandboxTravelPolicy' },
  documentation: `${driveGuide}/files/get`,

  async run(context, { id }) {
    const file = await getFile(context, id);
    const isText = /^text\/|\/json$/.test(file.mediaType) && (file.sizeBytes ?? Infinity) <= MOST_TEXT_BYTES;
    if (!isText && texts[file.type] === undefined) return file;
    try {
      const bytes = await readContent(await openFile(context, file, 'text'), MOST_TEXT_BYTES);
      return { ...file, text: bytes.toString() };
    } catch (error) {
      if (error instanceof ResponseTooLargeError) return file;
      throw error;
    }
  },

  async open(context, { id, format = 'pdf' }) {
    const output = await getFile(context, id);
    const content = await openFile(context, output, format);
    return { output, content };
  },
});

async function openFile({ http }: OperationContext, file: Static<typeof File>, format: 'text' | 'pdf') {
  const { id, name, type, mediaType } = file;
  if (type === 'file') {
    const query = { alt: 'media', supportsAllDrives: true };
    return { ...(await http.download(`${filesPath}/{id}`, { path: { id }, query })), name, mediaType };
  }
  const mimeType = format === 'pdf' ? 'application/pdf' : texts[type];
  if (mimeType === undefined || type === 'folder' || type === 'other') {
    throw invalid(
      '/id',
      'is not a file',
      `${name} is a ${type === 'other' ? 'thing' : type} that has no such content.`,
    );
  }
  const content = await http.download(`${filesPath}/{id}/export`, { path: { id }, query: { mimeType } });
  return { ...content, name: `${name}.${endings[mimeType]}`, mediaType: mimeType };
}
