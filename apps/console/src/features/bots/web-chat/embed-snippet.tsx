import { Text } from '@mantine/core';
import { CodeBlock } from '../../../ui/code-block.tsx';

interface EmbedSnippetProps {
  readonly botId: string;
  readonly scriptUrl: string;
}

/** What a page needs to show the chat. */
export function EmbedSnippet({ botId, scriptUrl }: EmbedSnippetProps) {
  const lines = [
    `<script type="module" src="${scriptUrl}"></script>`,
    `<attache-chat bot="${botId}" server="${new URL(scriptUrl).origin}"></attache-chat>`,
  ];
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        Put it into a page
      </Text>
      <CodeBlock value={lines.join('\n')} what="the tags of the chat" />
    </div>
  );
}
