/** What is in a file that somebody chose. */
export type ReadFile =
  | { readonly ok: true; readonly name: string; readonly graph: object }
  | { readonly ok: false; readonly reason: string };

const largestBytes = 8_000_000;

/** Reads a task from a file, as far as to tell whether it can be one; the API judges the rest. */
export async function readTaskFile(file: Pick<File, 'size' | 'text' | 'name'>): Promise<ReadFile> {
  if (file.size > largestBytes) return { ok: false, reason: 'The file is larger than a dialog can be (8 MB).' };
  const value = parsed(await file.text());
  if (!isObject(value)) return { ok: false, reason: 'The file is no JSON of a dialog.' };
  const graph = isObject(value['graph']) ? value['graph'] : value;
  if (!Array.isArray(graph['nodes']))
    return { ok: false, reason: 'This is JSON, but no dialog: there is no list of nodes in it.' };
  const name = typeof value['name'] === 'string' ? value['name'] : file.name.replace(/\.json$/i, '');
  return { ok: true, name: name.trim().slice(0, 100), graph };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
