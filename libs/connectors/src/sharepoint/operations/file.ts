import { textContent, type Content } from '#connectors';
import { Type, type Static } from 'typebox';
import { invalid, maybe } from './graph.js';

/** What of a file is asked for. */
export const fileFields = 'id,name,webUrl,size,file,folder,createdDateTime,lastModifiedDateTime';

/** A file or folder as Microsoft Graph answers it. */
export const FileRecord = Type.Object({
  id: Type.String({ minLength: 1 }),
  name: Type.String(),
  webUrl: Type.String({ minLength: 1 }),
  size: maybe(Type.Number()),
  file: maybe(Type.Object({ mimeType: maybe(Type.String()) })),
  folder: maybe(Type.Object({})),
  createdDateTime: Type.Optional(Type.String()),
  lastModifiedDateTime: Type.Optional(Type.String()),
});

const fileOutput = {
  id: Type.String({ title: 'File id', description: 'Id of the file or folder.' }),
  url: Type.String({ title: 'Link', description: 'Opens it in SharePoint.' }),
  name: Type.String({ title: 'Name', description: 'Its name, with the ending.' }),
  isFolder: Type.Boolean({ title: 'Folder', description: 'Whether it is a folder.' }),
  sizeBytes: Type.Optional(Type.Number({ title: 'Size', description: 'In bytes.' })),
  mediaType: Type.Optional(Type.String({ title: 'Media type', description: 'What kind of file it is.' })),
  modified: Type.Optional(Type.String({ title: 'Changed', description: 'ISO 8601, UTC.' })),
};

/** A file or folder, as operations give it. */
export const File = Type.Object(fileOutput);

/** A file, and what is in it where that is a small text. */
export const ReadFile = Type.Object({
  ...fileOutput,
  text: Type.Optional(Type.String({ title: 'Text', description: 'What is in it: only of text files up to 1 MB.' })),
});

/** The id of a file or folder, as operations take it. */
export const fileId = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^[A-Za-z0-9!_-]{1,200}$' });

/** What operations give of a file. */
export function toFile({ id, name, webUrl, size, file, folder, lastModifiedDateTime }: Static<typeof FileRecord>) {
  return {
    ...{ id, url: webUrl, name, isFolder: typeof folder === 'object' && folder !== null },
    ...(typeof size === 'number' && { sizeBytes: size }),
    ...(typeof file?.mimeType === 'string' && { mediaType: file.mimeType }),
    ...(lastModifiedDateTime !== undefined && { modified: lastModifiedDateTime }),
  };
}

/** The file that came with the request, or else the text; throws `InputInvalidError` unless there is exactly one. */
export function contentToSend(content: Content | undefined, text: string | undefined): Content {
  if ((content === undefined) === (text === undefined)) {
    throw invalid('/text', 'is for when no file is sent', 'Send either a file or a text, and not both.');
  }
  return content ?? textContent(text ?? '');
}
