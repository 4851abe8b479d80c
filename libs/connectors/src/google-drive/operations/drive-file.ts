import { InputInvalidError, type OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';

/** What the addresses of the vendor's own pages about calls begin with. */
export const driveGuide = 'https://developers.google.com/workspace/drive/api/reference/rest/v3';

/** The only scope that operations need. */
export const driveScope = 'https://www.googleapis.com/auth/drive';

/** Path of all files. */
export const filesPath = '/drive/v3/files';

/**
 * Where files are looked for: in My Drive and in all shared drives. Of those, Google would only search what the person has
 * made, opened or was given, unless told.
 */
export const everywhere = { corpora: 'allDrives', includeItemsFromAllDrives: true, supportsAllDrives: true } as const;

/** What of a file is asked for. */
export const fileFields = 'id,name,mimeType,webViewLink,size,createdTime,modifiedTime';

/** A file or folder as Google answers it. */
export const FileRecord = Type.Object({
  id: Type.String({ minLength: 1 }),
  name: Type.String(),
  mimeType: Type.String(),
  webViewLink: Type.String({ minLength: 1 }),
  size: Type.Optional(Type.String({ pattern: '^\\d+$' })),
  createdTime: Type.Optional(Type.String()),
  modifiedTime: Type.Optional(Type.String()),
});

const fileOutput = {
  id: Type.String({ title: 'File id', description: 'Id of the file or folder.' }),
  url: Type.String({ title: 'Link', description: 'Opens it in Google Drive.' }),
  name: Type.String({ title: 'Name', description: 'Its name.' }),
  type: Type.Enum(['file', 'folder', 'document', 'spreadsheet', 'presentation', 'drawing', 'other'], {
    title: 'Type',
    description: "A file, a folder, or one of Google's own documents.",
  }),
  mediaType: Type.String({ title: 'Media type', description: 'What kind of file it is, as Google says.' }),
  sizeBytes: Type.Optional(
    Type.Number({ title: 'Size', description: "In bytes; of files and Google's own documents, not of folders." }),
  ),
  modified: Type.Optional(Type.String({ title: 'Changed', description: 'ISO 8601, UTC.' })),
};

/** A file or folder, as operations give it. */
export const File = Type.Object(fileOutput);

/** A file, and what is in it where that is a small text. */
export const ReadFile = Type.Object({
  ...fileOutput,
  text: Type.Optional(
    Type.String({ title: 'Text', description: "What is in it: of text files and Google's own documents up to 1 MB." }),
  ),
});

/** A file or folder, as operations take it: only the id in a link is read, never its host. */
export const fileId = (title: string, description: string) =>
  Type.String({
    title,
    description: `${description} Its id, or its link.`,
    pattern:
      '^(?:https://(?:drive|docs)\\.google\\.com/(?:[^\\s?#]{0,200}/)?(?:d|folders)/)?[A-Za-z0-9_-]{5,120}(?:[/?#][^\\s]{0,300})?$',
  });

/** The id in what `fileId` takes. */
export function idIn(text: string): string {
  return /(?:^|\/(?:d|folders)\/)([A-Za-z0-9_-]{5,120})(?:[/?#]|$)/.exec(text)?.[1] ?? text;
}

/** What Google calls its own kinds of documents. */
export const googleTypes = {
  folder: 'application/vnd.google-apps.folder',
  document: 'application/vnd.google-apps.document',
  spreadsheet: 'application/vnd.google-apps.spreadsheet',
  presentation: 'application/vnd.google-apps.presentation',
  drawing: 'application/vnd.google-apps.drawing',
} as const;

/** What operations give of a file. */
export function toFile({ id, name, mimeType, webViewLink, size, modifiedTime }: Static<typeof FileRecord>) {
  return {
    ...{ id, url: webViewLink, name, type: typeOf(mimeType), mediaType: mimeType },
    ...(size !== undefined && { sizeBytes: Number(size) }),
    ...(modifiedTime !== undefined && { modified: modifiedTime }),
  };
}

function typeOf(mimeType: string): Static<typeof File>['type'] {
  const own = (Object.keys(googleTypes) as (keyof typeof googleTypes)[]).find((name) => googleTypes[name] === mimeType);
  return own ?? (mimeType.startsWith('application/vnd.google-apps.') ? 'other' : 'file');
}

/** Asks for one file by what `fileId` takes. */
export async function getFile({ http }: Pick<OperationContext, 'http'>, id: string) {
  const { data } = await http.get(`${filesPath}/{id}`, {
    path: { id: idIn(id) },
    query: { fields: fileFields, supportsAllDrives: true },
    answer: FileRecord,
  });
  return toFile(data);
}

/** A text in quotes, as Drive's search writes it: what is in it cannot end it. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** Whether something happened after an instant; the vendor's clock may be a little behind ours. */
export function isSince(time: string | undefined, since: Date): boolean {
  return Date.parse(time ?? '') >= since.getTime() - 5_000;
}

/** The error of one input. */
export function invalid(pointer: string, message: string, words: string): InputInvalidError {
  return new InputInvalidError(words, [{ pointer, message, keyword: 'format' }]);
}
