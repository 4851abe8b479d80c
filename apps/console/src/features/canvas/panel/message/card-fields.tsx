import { Button, Group, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEditor } from '../../editor/use-editor.ts';
import type { MessageCard, Text as Said } from '../../../../dialog-graph/graph.ts';
import { TextArea } from '../fields/text-area.tsx';

interface CardFieldsProps {
  readonly nodeId: string;
  readonly pointer: string;
  readonly card: MessageCard | undefined;
  readonly onChange: (card: MessageCard | undefined, about?: string) => void;
}

/** A card beside the text, or the way to add one. */
export function CardFields({ nodeId, pointer, card, onChange }: CardFieldsProps) {
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
