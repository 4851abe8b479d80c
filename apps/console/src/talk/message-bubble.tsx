import { Anchor, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconExternalLink, IconLock } from '@tabler/icons-react';
import { FormCard } from './form-card.tsx';
import {
  isWebLink,
  type Card as MessageCard,
  type Choice,
  type Message,
  type MessageContent,
  type Saying,
} from './messages.ts';
import classes from './talk-panel.module.css';

interface MessageBubbleProps {
  readonly message: Message;
  /** Its choices and its form can still be answered. */
  readonly isOpen: boolean;
  readonly onSay: (saying: Saying) => void;
}

/** One message, with all that a channel can show of it. Text is text: nothing in it is markup. */
export function MessageBubble({ message, isOpen, onSay }: MessageBubbleProps) {
  const { author, content } = message;
  if (author === 'system') return <div className={classes.divider}>{content.text}</div>;
  const isBot = author === 'bot';
  return (
    <Stack gap={6} align={isBot ? 'flex-start' : 'flex-end'}>
      {content.kind === 'authorization-link' && content.card ? (
        <AuthorizationCard card={content.card} />
      ) : (
        <>
          <div className={`${classes.bubble} ${isBot ? classes.bot : classes.person}`}>{shownText(content)}</div>
          {content.card && <LinkCard card={content.card} />}
        </>
      )}
      {content.fields && <FormCard fields={content.fields} isOpen={isOpen} onSay={onSay} />}
      {content.choices && <Choices choices={content.choices} isOpen={isOpen} onSay={onSay} />}
    </Stack>
  );
}

/** Where choices or fields are shown, the title does without the list of them. */
function shownText({ text, title, choices, fields }: MessageContent): string {
  return title !== undefined && (choices ?? fields) !== undefined ? title : text;
}

function Choices({
  choices,
  isOpen,
  onSay,
}: Pick<MessageBubbleProps, 'isOpen' | 'onSay'> & { readonly choices: readonly Choice[] }) {
  return (
    <Group gap={6}>
      {choices.map(({ value, title }) => (
        <Button
          key={value}
          size="compact-sm"
          variant="default"
          radius="xl"
          disabled={!isOpen}
          onClick={() => onSay({ text: title, payload: value })}
        >
          {title}
        </Button>
      ))}
    </Group>
  );
}

function LinkCard({ card }: { readonly card: MessageCard }) {
  return (
    <Card padding="sm" maw="85%">
      <Text size="sm" fw={600}>
        {card.title}
      </Text>
      {card.body !== undefined && (
        <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-wrap' }}>
          {card.body}
        </Text>
      )}
      {card.link && isWebLink(card.link.url) && (
        <Anchor href={card.link.url} target="_blank" rel="noopener noreferrer" size="sm" mt={4}>
          {card.link.label} <IconExternalLink size={13} aria-hidden />
        </Anchor>
      )}
    </Card>
  );
}

function AuthorizationCard({ card }: { readonly card: MessageCard }) {
  return (
    <Card padding="md" maw="85%">
      <Group gap="xs" wrap="nowrap" mb={4}>
        <IconLock size={18} aria-hidden />
        <Text size="sm" fw={600}>
          {card.title}
        </Text>
      </Group>
      <Text size="sm" c="dimmed" mb="sm" style={{ whiteSpace: 'pre-wrap' }}>
        {card.body}
      </Text>
      {card.link && isWebLink(card.link.url) && (
        <Button
          component="a"
          href={card.link.url}
          target="_blank"
          rel="noopener"
          size="xs"
          rightSection={<IconExternalLink size={14} />}
        >
          {card.link.label}
        </Button>
      )}
    </Card>
  );
}
