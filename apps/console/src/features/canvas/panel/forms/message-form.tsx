import { ActionIcon, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useCommands, useEditor } from '../../editor/use-editor.ts';
import type { MessageCard, MessageNode, MessageVariant, Text as Said } from '../../graph/model/graph.ts';
import { TextArea } from '../fields/text-area.tsx';
import { MessagePreview } from '../parts/message-preview.tsx';
import { Section } from '../parts/section.tsx';

/** What the bot says, in one or several ways. */
export function MessageForm({ node }: { readonly node: MessageNode }) {
  const { changeNode } = useCommands();
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const { variants } = node;
  const write = (next: readonly MessageVariant[], about?: string) =>
    changeNode(node.id, (at) => (at.type === 'message' ? { ...at, variants: next } : at), about);
  const change = (index: number, patch: Partial<MessageVariant>, about?: string) =>
    write(
      variants.map((each, at) => (at === index ? { ...each, ...patch } : each)),
      about && `/variants/${index}${about}`,
    );
  return (
    <Section
      title="What the bot says"
      hint={variants.length > 1 ? 'The variants take turns, so that the bot does not repeat itself.' : undefined}
    >
      {variants.map((variant, index) => (
        <Paper
          key={index}
          withBorder={variants.length > 1}
          p={variants.length > 1 ? 'sm' : 0}
          radius="md"
          bg="transparent"
        >
          <Stack gap="xs">
            {variants.length > 1 && (
              <Group justify="space-between">
                <Text size="xs" c="dimmed" fw={560}>
                  Variant {index + 1}
                </Text>
                {!isReadOnly && (
                  <ActionIcon
                    size="sm"
                    aria-label={`Remove variant ${index + 1}`}
                    onClick={() => write(variants.filter((_, at) => at !== index))}
                  >
                    <IconTrash size={14} />
                  </ActionIcon>
                )}
              </Group>
            )}
            <TextArea
              {...{ nodeId: node.id, pointer: `/variants/${index}/text`, label: 'Text', value: variant.text }}
              onChange={(text) => change(index, { text }, '/text')}
            />
            <CardFields
              nodeId={node.id}
              pointer={`/variants/${index}/card`}
              card={variant.card}
              onChange={(card, about) => change(index, { card }, about)}
            />
            <MessagePreview variant={variant} />
          </Stack>
        </Paper>
      ))}
      {!isReadOnly && variants.length < 20 && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => write([...variants, { text: 'Say it in other words.' }])}
        >
          Add a variant
        </Button>
      )}
    </Section>
  );
}

interface CardFieldsProps {
  readonly nodeId: string;
  readonly pointer: string;
  readonly card: MessageCard | undefined;
  readonly onChange: (card: MessageCard | undefined, about?: string) => void;
}

function CardFields({ nodeId, pointer, card, onChange }: CardFieldsProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  if (!card) {
    return isReadOnly ? null : (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => onChange({ title: 'Title of the card' })}
      >
        Add a card
      </Button>
    );
  }
  const { title, body, link } = card;
  const patch = (part: Partial<MessageCard>, about: string) => onChange(cleaned({ ...card, ...part }), `/card${about}`);
  const field = (name: string, label: string, value: Said | undefined, set: (text: Said) => void) => (
    <TextArea nodeId={nodeId} pointer={`${pointer}/${name}`} label={label} value={value} onChange={set} />
  );
  return (
    <Stack gap="xs" role="group" aria-label="Card">
      {field('title', 'Title of the card', title, (text) => patch({ title: text }, '/title'))}
      {field('body', 'Text of the card', body, (text) => patch({ body: text === '' ? undefined : text }, '/body'))}
      {link ? (
        <>
          {field('link/label', 'Button', link.label, (text) =>
            patch({ link: { ...link, label: text } }, '/link/label'),
          )}
          {field('link/url', 'Address that the button opens', link.url, (text) =>
            patch({ link: { ...link, url: typeof text === 'string' ? text : link.url } }, '/link/url'),
          )}
        </>
      ) : null}
      {!isReadOnly && (
        <Group gap={4}>
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => patch({ link: link ? undefined : { label: 'Open', url: 'https://' } }, '/link')}
          >
            {link ? 'Remove the button' : 'Add a button'}
          </Button>
          <Button variant="subtle" size="compact-xs" color="red" onClick={() => onChange(undefined)}>
            Remove the card
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function cleaned({ title, body, link }: MessageCard): MessageCard {
  return { title, ...(body !== undefined && { body }), ...(link && { link }) };
}
