import { Button, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { toProblem } from '../api/problem.ts';
import { ConversationLog } from './conversation-log.tsx';
import classes from './talk-panel.module.css';
import type { Unheard } from './talk-state.ts';
import type { Talk } from './use-talk.ts';

interface TranscriptProps {
  readonly talk: Talk;
  readonly onOpenNode?: (node: { readonly taskId: string; readonly nodeId: string }) => void;
}

/** The conversation as it goes on, kept at its end. */
export function Transcript({ talk, onOpenNode }: TranscriptProps) {
  const log = useRef<HTMLDivElement>(null);
  const { messages, unheard, isTyping, steps } = talk;
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [messages.length, unheard.length, isTyping, steps.length]);
  return (
    <div ref={log} className={classes.log} role="log" aria-label="Conversation" tabIndex={0}>
      <ConversationLog messages={messages} steps={steps} onSay={talk.say} onOpenNode={onOpenNode} />
      {unheard.map((saying) => (
        <UnheardBubble key={saying.key} saying={saying} onRetry={() => talk.say(saying)} />
      ))}
      {isTyping && (
        <div className={`${classes.bubble} ${classes.bot}`}>
          <span className={classes.typing} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          <VisuallyHidden>The bot is working</VisuallyHidden>
        </div>
      )}
    </div>
  );
}

function UnheardBubble({ saying, onRetry }: { readonly saying: Unheard; readonly onRetry: () => void }) {
  if (saying.error === undefined) {
    return <div className={`${classes.bubble} ${classes.person} ${classes.unheard}`}>{saying.text}</div>;
  }
  return (
    <div style={{ alignSelf: 'flex-end', textAlign: 'end' }} role="alert">
      <div className={`${classes.bubble} ${classes.person} ${classes.unheard}`}>{saying.text}</div>
      <Text size="xs" c="red">
        {toProblem(saying.error).detail}
      </Text>
      <Button size="compact-xs" variant="subtle" onClick={onRetry}>
        Send again
      </Button>
    </div>
  );
}
