import { MessageBubble } from './message-bubble.tsx';
import type { Message, Saying, Step } from './messages.ts';
import { StepList } from './step-list.tsx';

interface ConversationLogProps {
  readonly messages: readonly Message[];
  readonly steps: readonly Step[];
  /** Answers what the bot said last; without it nothing can be answered. */
  readonly onSay?: (saying: Saying) => void;
  readonly onOpenNode?: (node: { readonly taskId: string; readonly nodeId: string }) => void;
}

const sayNothing = () => undefined;

/** What was said, and between it what happened while the bot answered. */
export function ConversationLog({ messages, steps, onSay, onOpenNode }: ConversationLogProps) {
  const answered = messages.findLastIndex(({ author }) => author !== 'bot');
  return turnsOf(messages, steps).map(({ message, steps: made }, index) => (
    <div key={message.id} style={{ display: 'contents' }}>
      <MessageBubble message={message} isOpen={onSay !== undefined && index > answered} onSay={onSay ?? sayNothing} />
      {made.length > 0 && <StepList steps={made} onOpenNode={onOpenNode} />}
    </div>
  ));
}

/** A turn and what was said in it are kept a moment apart. */
const sameMomentMs = 100;

/** Messages with the steps that were made up to the next. */
function turnsOf(messages: readonly Message[], steps: readonly Step[]) {
  const times = messages.map(({ createdAt }) => Date.parse(createdAt));
  const places = new Map<number, number>();
  const placeOf = ({ turn, createdAt }: Step): number => {
    const known = places.get(turn);
    if (known !== undefined) return known;
    const until = Date.parse(createdAt) + sameMomentMs;
    const place = Math.max(
      0,
      times.findLastIndex((time) => time <= until),
    );
    places.set(turn, place);
    return place;
  };
  const made = Map.groupBy(steps, placeOf);
  return messages.map((message, index) => ({ message, steps: made.get(index) ?? [] }));
}
