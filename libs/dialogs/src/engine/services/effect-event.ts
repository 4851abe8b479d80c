import type { JsonValue, ServiceNode } from '../../model.js';
import type { EffectEvent } from '../../protocol.js';
import type { ServiceStage } from '../../state.js';
import { wayOut } from '../flow/nodes.js';
import { withoutTrail } from '../flow/rewind.js';
import { takeInAccountEvent } from './account-event.js';
import {
  askCode,
  cancelLinks,
  endAuthorization,
  isAt,
  offerLink,
  sendLink,
  toStage,
  type ServiceFrame,
} from './authorization.js';
import { keepResult, shownResult, startOperation } from './operation.js';
import { abandon, fail, ownError, proceed } from '../flow/run.js';
import type { Turn } from '../turn.js';

/** A service frame that an event is about, with its node as it is now. */
interface Waiting {
  readonly turn: Turn;
  readonly frame: ServiceFrame;
  readonly node: ServiceNode;
}

interface Reaction<Event> {
  /** The stages in which the event is awaited; in any other it changes nothing. */
  readonly stages: readonly ServiceStage[];
  /** Awaited for links too that were replaced by newer ones. */
  readonly isForEarlierLinks?: boolean;
  readonly react: (waiting: Waiting, event: Event) => void;
}

type EventOf<Type> = Extract<EffectEvent, { type: Type }>;

const reactions: { readonly [Type in EffectEvent['type']]: Reaction<EventOf<Type>> } = {
  'operation-succeeded': { stages: ['running', 'retry-offered'], react: succeed },
  'operation-failed': {
    stages: ['running', 'retry-offered', 'link-requested'],
    react: ({ turn, frame, node }, { code, message, isTransient }) =>
      fail(turn, frame, node, { code, message, isTransient }),
  },
  timeout: { stages: ['running', 'link-requested'], react: timeOut },
  'outcome-unknown': {
    stages: ['running'],
    react: ({ turn, frame }) => {
      turn.say(turn.texts.outcomeUnknown(turn.step(frame)));
      toStage(turn, withoutTrail(frame), 'retry-offered');
    },
  },
  'authorization-required': {
    stages: ['running', 'link-requested'],
    react: ({ turn, frame }, { authorization }) => sendLink(turn, frame, authorization),
  },
  'authorization-awaited': {
    stages: ['running'],
    react: ({ turn, frame }) => {
      turn.say(turn.texts.othersAwaited(turn.step(frame)));
      toStage(turn, frame, 'others-awaited');
    },
  },
  'authorization-proof-requested': {
    stages: ['link-requested', 'link-sent', 'link-offered'],
    isForEarlierLinks: true,
    react: ({ turn, frame }, { effectId }) => askCode(turn, frame, effectId),
  },
  'authorization-completed': {
    stages: ['others-awaited', 'link-requested', 'link-sent', 'code-asked', 'code-sent', 'link-offered'],
    isForEarlierLinks: true,
    react: goOn,
  },
  'authorization-failed': {
    stages: ['others-awaited', 'running', 'link-requested', 'link-sent', 'code-asked', 'code-sent'],
    react: ({ turn, frame, node }, event) => {
      if (isAt(frame, ['others-awaited'])) fail(turn, frame, node, ownError(turn, frame, 'authorization-denied'));
      else endAuthorization(turn, frame, event);
    },
  },
};

/** Takes in what an effect led to. Each is taken in once: an event that no frame waits for, or no longer, changes nothing. */
export function takeInEffectEvent(turn: Turn, event: EffectEvent): void {
  const { stages, isForEarlierLinks, react } = reactions[event.type] as Reaction<EffectEvent>;
  const waiting = turn.frames.find((candidate): candidate is ServiceFrame => {
    if (!isAt(candidate, stages)) return false;
    const { effectId, earlierEffectIds } = candidate.wait;
    return effectId === event.effectId || (isForEarlierLinks === true && earlierEffectIds.includes(event.effectId));
  });
  turn.note('received', shownEvent(event, waiting !== undefined), waiting);
  if (!waiting) return;
  const { isPostponed: _, ...frame } = waiting;
  if (frame.account) return takeInAccountEvent(turn, frame, event);
  if (event.type === 'operation-succeeded') turn.doneStep = turn.step(frame);
  const node = turn.nodeOfType(frame, 'service');
  if (node) react({ turn, frame, node }, event);
  else stopChanged(turn, frame, event);
}

/** An event as the trace shows it: what an operation gave is shown when it is kept. */
function shownEvent(event: EffectEvent, isAwaited: boolean): JsonValue {
  const { type, effectId } = event;
  const reason = type === 'operation-failed' ? event.code : type === 'authorization-failed' ? event.reason : undefined;
  return { event: type, effectId, ...(reason !== undefined && { reason }), ...(!isAwaited && { isAwaited }) };
}

function succeed({ turn, frame, node }: Waiting, { output }: EventOf<'operation-succeeded'>): void {
  const run = keepResult(frame, node.id, output);
  if (!run) return fail(turn, withoutTrail(frame), node, ownError(turn, frame, 'result-too-large'));
  turn.note('received', { output: shownResult(turn, run, node.id) }, frame);
  proceed(turn, withoutTrail(run), wayOut(turn, run, node));
}

/** Runs the operation that nobody had allowed before. */
function goOn({ turn, frame, node }: Waiting, { accountName }: EventOf<'authorization-completed'>): void {
  const { system } = turn.step(frame);
  if (isAt(frame, ['others-awaited'])) turn.say(turn.texts.worksAgain(system));
  else turn.say(turn.texts.connected(system, accountName), { authorization: 'completed' });
  turn.park(frame, startOperation(turn, frame, node));
}

function timeOut({ turn, frame, node }: Waiting): void {
  const error = ownError(turn, frame, 'timeout');
  if (frame.wait.stage === 'link-requested') return offerLink(turn, frame, 'failed', error.message);
  if (node.onTimeout === undefined) return fail(turn, frame, node, error);
  proceed(turn, { ...frame, error: { ...error, node: node.id } }, node.onTimeout);
}

/** The task was edited so that the waiting node is no more: says that the task ends, and that nobody knows its outcome where nobody does. */
function stopChanged(turn: Turn, frame: ServiceFrame, { type }: EffectEvent): void {
  if (type === 'outcome-unknown') turn.say(turn.texts.outcomeUnknown(turn.step(frame)));
  cancelLinks(turn, frame);
  abandon(turn, frame);
}
