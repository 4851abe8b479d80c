import type { Message, Saying, Step } from './messages.ts';

/** Something that was said and has not been heard yet. */
export interface Unheard extends Saying {
  readonly key: string;
  readonly error?: unknown;
}

/** All that is known of a conversation that is watched. */
export interface TalkState {
  readonly messages: readonly Message[];
  readonly steps: readonly Step[];
  readonly unheard: readonly Unheard[];
  readonly isTyping: boolean;
}

export type TalkChange =
  | { readonly type: 'began' }
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'step'; readonly step: Step }
  | { readonly type: 'typing'; readonly isTyping: boolean }
  | { readonly type: 'said'; readonly saying: Unheard }
  | { readonly type: 'heard'; readonly key: string }
  | { readonly type: 'refused'; readonly key: string; readonly error: unknown };

export const emptyTalk: TalkState = { messages: [], steps: [], unheard: [], isTyping: false };

/** What a conversation becomes by one change; what came twice counts once, and order is that of the numbers. */
export function changeTalk(state: TalkState, change: TalkChange): TalkState {
  switch (change.type) {
    case 'began':
      return emptyTalk;
    case 'message':
      return withMessage(state, change.message);
    case 'step':
      return { ...state, steps: inserted(state.steps, change.step) };
    case 'typing':
      return { ...state, isTyping: change.isTyping };
    case 'said':
      return { ...state, unheard: [...state.unheard, change.saying] };
    case 'heard':
      return { ...state, unheard: state.unheard.filter(({ key }) => key !== change.key) };
    case 'refused':
      return {
        ...state,
        unheard: state.unheard.map((one) => (one.key === change.key ? { ...one, error: change.error } : one)),
      };
  }
}

function withMessage(state: TalkState, message: Message): TalkState {
  const messages = inserted(state.messages, message);
  const isOwn = message.author === 'end-user';
  const [heard] = isOwn ? state.unheard.filter(({ error }) => error === undefined) : [];
  return {
    ...state,
    messages,
    isTyping: isOwn ? state.isTyping : false,
    unheard: heard ? state.unheard.filter((one) => one !== heard) : state.unheard,
  };
}

function inserted<Item extends { readonly sequence: number }>(items: readonly Item[], item: Item): readonly Item[] {
  const last = items.at(-1);
  if (last === undefined || last.sequence < item.sequence) return [...items, item];
  if (items.some(({ sequence }) => sequence === item.sequence)) return items;
  return [...items, item].sort((a, b) => a.sequence - b.sequence);
}

/** The node that the conversation stands at, by the last step that names one; none after the task has ended. */
export function activeNode({ steps }: Pick<TalkState, 'steps'>): { taskId: string; nodeId: string } | undefined {
  const step = steps.findLast(({ kind, nodeId }) => kind === 'ended' || nodeId != null);
  if (!step || step.kind === 'ended' || step.nodeId == null) return undefined;
  return { taskId: step.taskId ?? '', nodeId: step.nodeId };
}
