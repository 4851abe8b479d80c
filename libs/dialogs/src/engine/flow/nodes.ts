import type { DialogNode, DialogNodeType, EndNode, TransitionTarget } from '../../model.js';
import type { Wait } from '../../state.js';
import { firstTarget } from '../../values/condition.js';
import { startOperation } from '../services/operation.js';
import { speak } from './speak.js';
import type { Run, Turn } from '../turn.js';

/** What comes after a node: another node, a wait for something from outside, or the end of the task. */
type Next = { readonly goTo: TransitionTarget } | { readonly waitFor: Wait } | { readonly end: EndNode['outcome'] };

/** What a node did to its run. */
export interface NodeResult {
  readonly run: Run;
  readonly next: Next;
}

type NodeOf<Type> = Extract<DialogNode, { type: Type }>;
type NodeRunner<Type> = (node: NodeOf<Type>, run: Run, turn: Turn) => NodeResult;

const runners: { readonly [Type in DialogNodeType]: NodeRunner<Type> } = {
  intent: leave,
  decision: leave,
  end: (node, run) => ({ run, next: { end: node.outcome } }),
  message: (node, run, turn) => leave(node, speak(turn, run, node), turn),
  service: (node, run, turn) => ({ run, next: { waitFor: startOperation(turn, run, node) } }),
  group: ({ start }, run) => ({ run, next: { goTo: start } }),
  form: (_node, run) => ({ run, next: { waitFor: { for: 'answer', failures: 0 } } }),
  confirmation: (_node, run) => ({ run, next: { waitFor: { for: 'answer', failures: 0 } } }),
  entity: (node, run, turn) => {
    if (node.entity.requirement !== 'hidden') return { run, next: { waitFor: { for: 'answer', failures: 0 } } };
    return leave(node, withDefault(run, node), turn);
  },
};

/** Does what a node says; `undefined` for a type of node that is not known here. */
export function runNode(node: DialogNode, run: Run, turn: Turn): NodeResult | undefined {
  if (!Object.hasOwn(runners, node.type)) return undefined;
  const runner = runners[node.type] as NodeRunner<DialogNodeType>;
  return runner(node, run, turn);
}

/** A run whose entity has its default value, or none. */
export function withDefault(run: Run, { entity }: NodeOf<'entity'>): Run {
  const { name, defaultValue } = entity;
  if (defaultValue !== undefined) return { ...run, entities: { ...run.entities, [name]: defaultValue } };
  return { ...run, entities: Object.fromEntries(Object.entries(run.entities).filter(([known]) => known !== name)) };
}

function leave({ transitions }: DialogNode, run: Run, turn: Turn): NodeResult {
  return { run, next: { goTo: firstTarget(transitions, turn.values(run)) ?? 'end' } };
}
