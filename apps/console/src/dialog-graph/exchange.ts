import { mostNodes, type DialogGraph, type DialogNode } from './graph.ts';
import { language, node } from './node-shapes.ts';
import { isObject, type Remark } from './shape.ts';

/** The most characters of JSON that are read: more than the API keeps of one task. */
const longestImport = 4_000_000;
const mostBytesOfACharacter = 4;
const deepest = 50;
const longestName = 100;

/** What foreign JSON turned out to be. */
export type Imported =
  | {
      readonly ok: true;
      readonly name: string | undefined;
      readonly graph: DialogGraph;
      readonly remarks: readonly Remark[];
    }
  | { readonly ok: false; readonly reason: string; readonly remarks: readonly Remark[] };

/** A task as a file that can be read again. */
export function exportTask(name: string, graph: DialogGraph): string {
  return `${JSON.stringify({ format: 'attache-dialog-task', name, graph }, null, 2)}\n`;
}

/** Nodes as text for the clipboard. */
export function exportNodes(nodes: readonly DialogNode[]): string {
  return JSON.stringify({ format: 'attache-dialog-nodes', nodes });
}

/** Reads a task from a file that somebody chose; one that is too large is not even read. */
export async function importFile(file: Pick<File, 'size' | 'text'>): Promise<Imported> {
  return file.size > longestImport * mostBytesOfACharacter ? tooLarge : importTask(await file.text());
}

/** Reads a task from JSON: what does not fit is left out and told; what is no graph at all is refused. */
export function importTask(json: string): Imported {
  const parsed = parse(json);
  if (!parsed.ok) return { ok: false, reason: parsed.reason, remarks: [] };
  const { graph, name, base } = unwrapped(parsed.value);
  if (!isObject(graph) || !Array.isArray(graph['nodes'])) {
    return { ok: false, reason: 'This is JSON, but no dialog: there is no list of nodes in it.', remarks: [] };
  }
  const refusal = refusalOf(graph);
  if (refusal !== undefined) return { ok: false, reason: refusal, remarks: [] };
  const remarks = strangers(graph, base);
  const nodes = readNodes(graph['nodes'], `${base}/nodes`, remarks);
  if (nodes.length === 0) return { ok: false, reason: 'None of the nodes could be read.', remarks };
  const tag = graph['language'] === undefined ? undefined : language(graph['language'], `${base}/language`, remarks);
  return { ok: true, name, graph: { schemaVersion: 1, ...(tag !== undefined && { language: tag }), nodes }, remarks };
}

/** A task as it was exported, or a bare graph. */
function unwrapped(value: unknown): {
  readonly graph: unknown;
  readonly name: string | undefined;
  readonly base: string;
} {
  if (!isObject(value) || !isObject(value['graph'])) return { graph: value, name: undefined, base: '' };
  const name = typeof value['name'] === 'string' ? value['name'].trim().slice(0, longestName) : '';
  return { graph: value['graph'], name: name === '' ? undefined : name, base: '/graph' };
}

/** Reads nodes from the clipboard; nothing where it holds something else. */
export function importNodes(text: string): readonly DialogNode[] | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  const parsed = parse(text);
  if (!parsed.ok || !isObject(parsed.value)) return undefined;
  const { value } = parsed;
  const listed = isObject(value['graph']) ? value['graph']['nodes'] : value['nodes'];
  if (!Array.isArray(listed) || listed.length > mostNodes) return undefined;
  const nodes = readNodes(listed, '/nodes', []);
  return nodes.length > 0 ? nodes : undefined;
}

function refusalOf(graph: Readonly<Record<string, unknown>>): string | undefined {
  const nodes = graph['nodes'] as readonly unknown[];
  if (nodes.length > mostNodes) {
    return `It has ${nodes.length.toLocaleString('en')} nodes; a dialog has at most ${mostNodes.toLocaleString('en')}. Split it into several.`;
  }
  if (graph['schemaVersion'] === undefined || graph['schemaVersion'] === 1) return undefined;
  return 'It is of another version of Attaché than this one can read.';
}

const tooLarge = {
  ok: false,
  reason: 'It is larger than a dialog can be (4 million characters).',
  remarks: [],
} as const satisfies Imported;

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

function parse(json: string): Parsed {
  if (json.length > longestImport) return tooLarge;
  try {
    const value: unknown = JSON.parse(json);
    if (isDeep(value)) return { ok: false, reason: `It is nested more than ${deepest} deep.` };
    return { ok: true, value };
  } catch (error) {
    return {
      ok: false,
      reason: `It is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'it cannot be read'}.`,
    };
  }
}

function isDeep(root: unknown): boolean {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (depth > deepest) return true;
    if (typeof value !== 'object' || value === null) continue;
    for (const part of Object.values(value)) open.push({ value: part as unknown, depth: depth + 1 });
  }
  return false;
}

function readNodes(listed: readonly unknown[], base: string, remarks: Remark[]): readonly DialogNode[] {
  const ids = new Set<string>();
  return listed.flatMap((each, index) => {
    const at = `${base}/${index}`;
    const read = node(each, at, remarks);
    if (!read) {
      remarks.push({ pointer: at, message: 'could not be read and was left out' });
      return [];
    }
    if (ids.has(read.id)) {
      remarks.push({ pointer: `${at}/id`, message: 'is the id of another node too; this node was left out' });
      return [];
    }
    ids.add(read.id);
    return [read];
  });
}

function strangers(graph: Readonly<Record<string, unknown>>, base: string): Remark[] {
  return Object.keys(graph)
    .filter((name) => !['schemaVersion', 'language', 'nodes'].includes(name))
    .map((name) => ({ pointer: `${base}/${name.slice(0, 100)}`, message: 'is not known and was left out' }));
}
