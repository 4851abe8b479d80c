import type { DialogNode, ServiceNode, Transition } from '../../../../dialog-graph/graph.ts';
import { exitOf } from '../../../../dialog-graph/graph.ts';
import { conditionWords } from './words.ts';

/** What a way out means. */
export type PortKind = 'next' | 'yes' | 'branch' | 'else' | 'failure' | 'timeout' | 'no' | 'exhausted' | 'start';

/** A way out of a node; `id` is its JSON pointer in the node, ending in `/-` where nothing is there yet. */
export interface Port {
  readonly id: string;
  readonly kind: PortKind;
  readonly label: string;
  /** Where it leads; nothing where it leads nowhere yet. */
  readonly to?: string;
}

/** All ways out of a node, in the order in which they are drawn. */
export function portsOf(node: DialogNode): readonly Port[] {
  const after = ofTransitions(node);
  switch (node.type) {
    case 'end':
      return [];
    case 'entity':
    case 'form':
      return [...after, exhausted(node.onExhausted)];
    case 'confirmation':
      return [...after, { id: '/onNo', kind: 'no', label: 'No', to: node.onNo }, exhausted(node.onExhausted)];
    case 'service':
      return [...after, ...failures(node)];
    case 'group':
      return [{ id: '/start', kind: 'start', label: 'Begins with', to: node.start }, ...after];
    default:
      return after;
  }
}

/** The way that a node takes when all goes well. */
export function mainPortOf(node: DialogNode): Port | undefined {
  const ways = portsOf(node).filter(({ id }) => id.startsWith('/transitions/'));
  return ways.find(({ kind }) => kind !== 'branch') ?? ways.at(-1);
}

/** A node in which a way leads to another target; without a target the way is cut. */
export function withWay(node: DialogNode, port: string, to: string | undefined): DialogNode {
  const [, field = '', index = ''] = port.split('/');
  if (field === 'transitions') return { ...node, transitions: redirected(node, node.transitions, index, to) };
  if (field === 'onFailure' && node.type === 'service') {
    return { ...node, onFailure: redirected(node, node.onFailure, index, to) };
  }
  return withField(node, field, to);
}

function withField(node: DialogNode, field: string, to: string | undefined): DialogNode {
  if (to !== undefined) return { ...node, [field]: to } as DialogNode;
  if (field === 'start') return node;
  if (field !== 'onTimeout') return { ...node, [field]: exitOf(node) } as DialogNode;
  const { onTimeout: _cut, ...rest } = node as ServiceNode;
  return rest;
}

/** A node of which every way leads where the function says. */
export function withWays(node: DialogNode, lead: (to: string, port: Port) => string): DialogNode {
  return portsOf(node).reduce((changed, port) => {
    const to = port.to === undefined ? undefined : lead(port.to, port);
    return to === undefined || to === port.to ? changed : withWay(changed, port.id, to);
  }, node);
}

function redirected(node: DialogNode, ways: readonly Transition[], index: string, to: string | undefined) {
  if (index === '-') return to === undefined ? ways : [...ways, { to }];
  const at = Number(index);
  const way = ways[at];
  if (way === undefined) return ways;
  if (to === undefined && way.when === undefined && node.type !== 'decision') return ways.filter((_, i) => i !== at);
  return ways.map((each, i) => (i === at ? { ...each, to: to ?? exitOf(node) } : each));
}

const nextWords: Partial<Record<DialogNode['type'], readonly [PortKind, string]>> = {
  confirmation: ['yes', 'Yes'],
  group: ['next', 'When done'],
  decision: ['else', 'Else'],
  service: ['next', 'Done'],
};

function ofTransitions(node: DialogNode): readonly Port[] {
  const [kind, label] = nextWords[node.type] ?? (['next', 'Next'] as const);
  const ways = node.transitions.map(({ when, to }, index): Port => {
    const id = `/transitions/${index}`;
    if (when) return { id, kind: 'branch', label: conditionWords(when), to };
    return node.transitions.length > 1 ? { id, kind: 'else', label: 'Else', to } : { id, kind, label, to };
  });
  const isOpen = !node.transitions.some(({ when }) => !when);
  return isOpen
    ? [
        ...ways,
        { id: '/transitions/-', kind: ways.length > 0 ? 'else' : kind, label: ways.length > 0 ? 'Else' : label },
      ]
    : ways;
}

function failures({ onFailure, onTimeout }: ServiceNode): readonly Port[] {
  const ways = onFailure.map(({ when, to }, index): Port => ({
    id: `/onFailure/${index}`,
    kind: 'failure',
    label: when ? `Fails: ${conditionWords(when)}` : onFailure.length > 1 ? 'Fails otherwise' : 'Fails',
    to,
  }));
  const open: readonly Port[] = onFailure.some(({ when }) => !when)
    ? []
    : [{ id: '/onFailure/-', kind: 'failure', label: ways.length > 0 ? 'Fails otherwise' : 'Fails' }];
  return [
    ...ways,
    ...open,
    { id: '/onTimeout', kind: 'timeout', label: 'Takes too long', ...(onTimeout !== undefined && { to: onTimeout }) },
  ];
}

function exhausted(to: string): Port {
  return { id: '/onExhausted', kind: 'exhausted', label: 'Retries used up', to };
}
