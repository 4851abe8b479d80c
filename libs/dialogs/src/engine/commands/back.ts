import type { Frame } from '../../state.js';
import { isWord } from '../../texts/languages.js';
import { withoutValues } from '../flow/known.js';
import { rewound } from '../flow/rewind.js';
import type { Heard } from '../messages/heard.js';
import { askingTypes, focusOf } from '../questions/ask.js';
import { authorizationStages, cancelLinks, isAt } from '../services/authorization.js';
import type { Turn } from '../turn.js';

/** "go back": asks the question before this one again; the other answers are kept. */
export function back(turn: Turn, heard: Heard): boolean {
  if (!isWord(heard.text, 'back', turn.texts)) return false;
  const { texts } = turn;
  const frame = focusOf(turn.frames) ?? turn.frames.findLast(({ isPostponed }) => !isPostponed);
  if (frame && isAt(frame, ['running', 'retry-offered'])) turn.say(texts.tooLateToGoBack(turn.step(frame)));
  else if (!frame || !(goBackWithin(turn, frame) || goBackTo(turn, frame))) turn.say(texts.nothingToGoBackTo);
  return true;
}

/** Goes back to the field before the one that is asked for. */
function goBackWithin(turn: Turn, frame: Frame): boolean {
  const { wait } = frame;
  const node = turn.nodeOfType(frame, 'form');
  if (!node || wait.for !== 'answer') return false;
  const passed = wait.passed ?? [];
  const last = node.fields.findLast(({ name, requirement }) => requirement !== 'hidden' && passed.includes(name))?.name;
  if (last === undefined) return false;
  const left = passed.filter((name) => name !== last);
  turn.park(withoutValues(frame, [last]), { for: 'answer', failures: 0, passed: left });
  return true;
}

/** Goes back to the latest question that is still there. */
function goBackTo(turn: Turn, frame: Frame): boolean {
  const { wait: _, latest: _latest, ...run } = frame;
  const target = (run.trail ?? []).findLast((id) => askingTypes.has(turn.node(run, id)?.type ?? 'end'));
  const node = target === undefined ? undefined : turn.node(run, target);
  if (!node) return false;
  if (isAt(frame, authorizationStages)) cancelLinks(turn, frame);
  const there = rewound(turn, run, node.id);
  if (node.type === 'entity') {
    turn.park(withoutValues(there, [node.entity.name]), { for: 'answer', failures: 0 });
  } else if (node.type === 'form') {
    const names = node.fields.map(({ name }) => name);
    const last = node.fields.findLast(({ requirement }) => requirement !== 'hidden')?.name ?? '';
    const passed = names.filter((name) => name !== last);
    turn.park(withoutValues(there, [last]), { for: 'answer', failures: 0, passed });
  } else turn.park(there, { for: 'answer', failures: 0 });
  return true;
}
