import { entitiesOf } from '../../values/entities-of.js';
import type { Run, Turn } from '../turn.js';
import { withAhead } from './known.js';

const longestTrail = 100;

/** A run that has an answer to the question of a node, to which the end user may go back. */
export function passedBy<Some extends Run>(run: Some, nodeId: string): Some {
  return { ...run, trail: [...(run.trail ?? []), nodeId].slice(-longestTrail) };
}

/** A run to whose earlier questions nobody can go back, since a step was carried out. */
export function withoutTrail<Some extends Run>(run: Some): Some {
  const { trail: _, ...rest } = run;
  return rest as Some;
}

/** A run that is back at a question which was answered; the answers that came after it are kept, and not asked for again. */
export function rewound<Some extends Run>(turn: Turn, run: Some, nodeId: string): Some {
  const { trail = [] } = run;
  const place = trail.lastIndexOf(nodeId);
  const earlier = place < 0 ? trail : trail.slice(0, place);
  const own = namesAt(turn, run, nodeId);
  const asked = new Set([...own, ...(place < 0 ? [] : earlier.flatMap((id) => namesAt(turn, run, id)))]);
  const kept = Object.keys(run.entities).filter((name) => !asked.has(name));
  return withAhead({ ...run, nodeId, trail: earlier }, kept);
}

/** The names of the entities that a node asks for. */
function namesAt(turn: Turn, run: Run, nodeId: string): readonly string[] {
  const node = turn.node(run, nodeId);
  return node ? entitiesOf(node).map(({ name }) => name) : [];
}
