import { exits, type DialogGraph } from '../../../../dialog-graph/graph.ts';

const longest = 64;

/** An id for a node that nothing has yet, made of what it is about. */
export function freshId(taken: ReadonlySet<string>, about: string): string {
  const slug = about
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, longest - 6);
  return unused(slug === '' ? 'node' : slug, '-', (id) => taken.has(id) || exits.has(id));
}

/** A name for an entity that nothing has yet. */
export function freshName(taken: ReadonlySet<string>, about: string): string {
  const [first = 'value', ...more] = about
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .replace(/^[^A-Za-z]+/, '')
    .trim()
    .split(' ')
    .filter(Boolean);
  const camel =
    first.charAt(0).toLowerCase() +
    first.slice(1) +
    more.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return unused(camel.slice(0, longest - 5), '', (name) => taken.has(name));
}

/** The ids of all nodes. */
export function idsOf(graph: Pick<DialogGraph, 'nodes'>): Set<string> {
  return new Set(graph.nodes.map(({ id }) => id));
}

/** The names of all entities, and the nodes that ask for them. */
export function entityNamesOf(graph: Pick<DialogGraph, 'nodes'>): Set<string> {
  return new Set(
    graph.nodes.flatMap((node) => {
      if (node.type === 'entity') return [node.entity.name];
      return node.type === 'form' ? node.fields.map(({ name }) => name) : [];
    }),
  );
}

function unused(base: string, joint: string, isTaken: (candidate: string) => boolean): string {
  const plain = base.replace(/\d+$/, '') || base;
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? base : `${plain}${plain.endsWith('-') ? '' : joint}${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}
