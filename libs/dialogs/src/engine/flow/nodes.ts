import type { DialogNode, DialogNodeType, EndNode, TransitionTarget } from '../../model.js';
import type { Wait } from '../../state.js';
import { firstTarget } from '../../values/condition.js';
import { startOperation, takeSample } from '../services/operation.js';
import type { Run, Turn } from '../turn.js';
import { fillField, mayBeLeftOut, withoutAhead } from './known.js';
import { withoutTrail } from './rewind.js';
import { speak } from './speak.js';

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
  group: ({ start }, run) => ({ run, next: { goTo: start } }),
  message: (node, run, turn) => leave(node, speak(turn, run, node), turn),
  service: (node, run, turn) => {
    const done = takeSample(turn, run, node);
    if (done) return leave(node, withoutTrail(done), turn);
    return { run, next: { waitFor: startOperation(turn, run, node) } };
  },
  confirmation: (_node, run) => ({ run, next: { waitFor: { for: 'answer', failures: 0 } } }),
  entity: (node, run, turn) => {
    const { entity } = node;
    if (entity.requirement === 'hidden') return leave(node, fillField(run, entity), turn);
    if (mayBeLeftOut(run, entity)) return leave(node, withoutAhead(run, [entity.name]), turn);
    return { run: withoutAhead(run, [entity.name]), next: { waitFor: { for: 'answer', failures: 0 } } };
  },
  form: (node, run, turn) => {
    const hidden = node.fields.filter(({ requirement }) => requirement === 'hidden');
    const names = node.fields.map(({ name }) => name);
    const passed = node.fields
      .filter((field) => field.requirement === 'hidden' || mayBeLeftOut(run, field))
      .map(({ name }) => name);
    const filled = withoutAhead(hidden.reduce(fillField, run), names);
    if (passed.length === names.length) return leave(node, filled, turn);
    return { run: filled, next: { waitFor: { for: 'answer', failures: 0, passed } } };
  },
};

/** Does what a node says; `undefined` for a type of node that is not known here. */
export function runNode(node: DialogNode, run: Run, turn: Turn): NodeResult | undefined {
  if (!Object.hasOwn(runners, node.type)) return undefined;
  turn.note('entered', { type: node.type, title: node.title }, run);
  const runner = runners[node.type] as NodeRunner<DialogNodeType>;
  return runner(node, run, turn);
}

/** Where the transitions of a node lead a run. */
export function wayOut(turn: Turn, run: Run, { transitions }: Pick<DialogNode, 'transitions'>): TransitionTarget {
  const to = firstTarget(transitions, turn.values(run)) ?? 'end';
  if (transitions.length > 1) turn.note('decided', { to }, run);
  return to;
}

function leave(node: DialogNode, run: Run, turn: Turn): NodeResult {
  return { run, next: { goTo: wayOut(turn, run, node) } };
}
