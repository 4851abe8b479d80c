import { importFile, type Imported } from '../../../dialog-graph/exchange.ts';

type Readable = Extract<Imported, { readonly ok: true }>;

/** What is in a file that somebody chose; a dialog has a name in any case. */
export type ReadFile = (Readable & { readonly name: string }) | Exclude<Imported, Readable>;

const longestName = 100;

/** Reads a dialog from a file, as the canvas does: what does not fit is left out and told. */
export async function readTaskFile(file: Pick<File, 'size' | 'text' | 'name'>): Promise<ReadFile> {
  const imported = await importFile(file);
  if (!imported.ok) return imported;
  return {
    ...imported,
    name:
      imported.name ??
      file.name
        .replace(/\.json$/i, '')
        .trim()
        .slice(0, longestName),
  };
}
