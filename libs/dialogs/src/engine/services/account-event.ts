import type { JsonValue } from '../../model.js';
import type { Connection, EffectEvent } from '../../protocol.js';
import type { AccountChange } from '../../state.js';
import type { Turn } from '../turn.js';
import { askCode, cancelLinks, endAuthorization, offerLink, sendLink, type ServiceFrame } from './authorization.js';

type Reaction<Event> = (turn: Turn, frame: ServiceFrame, event: Event) => void;

/** What comes of the wish to give up an account, or to use another one. */
const reactions: { readonly [Type in EffectEvent['type']]: Reaction<Extract<EffectEvent, { type: Type }>> } = {
  'operation-succeeded': (turn, frame, { output }) => {
    const { system } = turn.step(frame);
    turn.remove(frame, 'completed');
    turn.say(isKnownThere(output) ? turn.texts.disconnectedHere(system) : turn.texts.disconnected(system));
  },
  'operation-failed': (turn, frame, { message }) => leaveUnchanged(turn, frame, message),
  'outcome-unknown': (turn, frame) => leaveUnchanged(turn, frame, ''),
  timeout: (turn, frame) => {
    if (frame.wait.stage === 'link-requested') offerLink(turn, frame, 'failed', '');
    else leaveUnchanged(turn, frame, '');
  },
  'authorization-required': (turn, frame, { authorization }) => sendLink(turn, frame, authorization),
  'authorization-awaited': (turn, frame) => leaveUnchanged(turn, frame, ''),
  'authorization-proof-requested': (turn, frame, { effectId }) => askCode(turn, frame, effectId),
  'authorization-completed': (turn, frame, { accountName }) => {
    const { system } = turn.step(frame);
    turn.remove(frame, 'completed');
    turn.say(turn.texts.accountSwitched(system, accountName), { authorization: 'completed' });
  },
  'authorization-failed': endAuthorization,
};

/** Changes the end user's account with a system: the server does it, and the run waits for what comes of it. */
export function changeAccount(turn: Turn, change: AccountChange['change'], { connectorId, name }: Connection): void {
  const effectId = `e${turn.nextNumber()}`;
  const run = {
    id: turn.nextNumber(),
    taskId: '',
    taskName: turn.texts.accountTask[change](name),
    taskVersion: 0,
    nodeId: '',
    entities: {},
    results: {},
    spoken: {},
    account: { change, connectorId },
  };
  turn.say(turn.texts.changingAccount[change](name));
  turn.request({ type: change, effectId, connectorId }, run, { connectorId });
  turn.park(run, {
    for: 'service',
    stage: change === 'disconnect' ? 'running' : 'link-requested',
    operation: `${connectorId}.${change}`,
    effectId,
    earlierEffectIds: [],
  });
}

/** Whether the server tells that the system itself could not be told. */
function isKnownThere(output: JsonValue): boolean {
  return (
    typeof output === 'object' && output !== null && 'revokedUpstream' in output && output.revokedUpstream === false
  );
}

/** Takes in what came of the change of an account. */
export function takeInAccountEvent(turn: Turn, frame: ServiceFrame, event: EffectEvent): void {
  (reactions[event.type] as Reaction<EffectEvent>)(turn, frame, event);
}

/** Ends the change of an account that came to nothing. */
export function leaveUnchanged(turn: Turn, frame: ServiceFrame, message: string): void {
  const { system } = turn.step(frame);
  cancelLinks(turn, frame);
  turn.remove(frame, 'failed');
  turn.say(turn.texts.accountUnchanged(system, message));
}
