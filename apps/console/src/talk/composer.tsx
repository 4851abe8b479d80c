import { ActionIcon, Group, Textarea } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useState } from 'react';

interface ComposerProps {
  readonly isReady: boolean;
  readonly onSay: (text: string) => void;
}

/** Where one writes; Enter sends, Shift+Enter begins a new line. */
export function Composer({ isReady, onSay }: ComposerProps) {
  const [text, setText] = useState('');
  const send = () => {
    if (!isReady || text.trim() === '') return;
    onSay(text.trim());
    setText('');
  };
  return (
    <Group px="md" pb="md" gap="xs" align="flex-end" wrap="nowrap">
      <Textarea
        flex={1}
        aria-label="Message to the bot"
        placeholder="Write to the bot"
        autosize
        minRows={1}
        maxRows={5}
        maxLength={4_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <ActionIcon size={36} variant="filled" color="ink" aria-label="Send" disabled={!isReady} onClick={send}>
        <IconSend2 size={18} />
      </ActionIcon>
    </Group>
  );
}
