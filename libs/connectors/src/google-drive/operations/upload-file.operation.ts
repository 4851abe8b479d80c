import { defineOperation, VendorAnswerInvalidError } from '#connectors';
import { Type } from 'typebox';
import { contentToSend } from './content-to-send.js';
import {
  driveScope,
  everywhere,
  File,
  fileFields,
  fileId,
  FileRecord,
  filesPath,
  idIn,
  isSince,
  quoted,
  toFile,
} from './drive-file.js';

/** Stores a file: a resumable upload in one piece, POST files and then PUT where that says. */
export const uploadFile = defineOperation({
  connector: 'google-drive',
  name: 'upload-file',
  title: 'Upload a file',
  description: 'Stores a file, or a text, in Google Drive; another one of the same name stays as it is.',
  effect: 'write',
  content: 'takes',
  input: Type.Object(
    {
      name: Type.String({
        title: 'Name',
        description: 'Name of the file, with its ending, such as report.pdf.',
        maxLength: 255,
        pattern: '^[^\\u0000-\\u001f]*[^\\s\\u0000-\\u001f][^\\u0000-\\u001f]*$',
      }),
      folderId: Type.Optional(fileId('Folder', 'Where to store it; My Drive unless told.')),
      text: Type.Optional(
        Type.String({ title: 'Text', description: 'What is in it, when no file is sent.', maxLength: 1_000_000 }),
      ),
    },
    { title: 'File', description: 'The file to store.', additionalProperties: false },
  ),
  output: File,
  scopes: [driveScope],
  example: { name: 'notes.txt', text: 'Coffee is ordered.' },
  documentation: 'https://developers.google.com/workspace/drive/api/guides/manage-uploads',

  async run({ http, content }, { name, folderId, text }) {
    const sent = contentToSend(content, text);
    const [mimeType = ''] = sent.mediaType.split(';', 1);
    // What is asked for here is a place to send the file to: nothing is made yet, so that it may be repeated.
    const begun = await http.post('/files', {
      ...{ origin: 'upload', isRead: true },
      query: { uploadType: 'resumable', fields: fileFields, supportsAllDrives: true },
      headers: {
        'x-upload-content-type': mimeType,
        ...(sent.sizeBytes !== undefined && { 'x-upload-content-length': String(sent.sizeBytes) }),
      },
      json: { name, mimeType, ...(folderId !== undefined && { parents: [idIn(folderId)] }) },
    });
    const session = Object.fromEntries(URL.parse(begun.headers['location'] ?? '')?.searchParams ?? []);
    if (session['upload_id'] === undefined) {
      throw new VendorAnswerInvalidError('Google did not say where to send the file: try again.');
    }
    const { data } = await http.put('/files', { origin: 'upload', query: session, content: sent, answer: FileRecord });
    return toFile(data);
  },

  async reconcile({ http }, { name, folderId }, since) {
    const within = folderId === undefined ? '' : ` and ${quoted(idIn(folderId))} in parents`;
    const { data } = await http.get(filesPath, {
      query: {
        q: `name = ${quoted(name)} and trashed = false${within}`,
        fields: `files(${fileFields})`,
        pageSize: 100,
        ...everywhere,
      },
      answer: Type.Object({ files: Type.Array(FileRecord) }),
    });
    const [found, ...others] = data.files.filter(({ createdTime }) => isSince(createdTime, since));
    return found !== undefined && others.length === 0 ? toFile(found) : undefined;
  },
});
