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

/** Messages, each with the steps of the turn that it ended. */
function turnsOf(messages: readonly Message[], steps: readonly Step[]) {
  const made = Map.groupBy(steps, (step) => messages.findLastIndex(({ sequence }) => sequence <= step.message));
  return messages.map((message, index) => ({ message, steps: made.get(index) ?? [] }));
}
