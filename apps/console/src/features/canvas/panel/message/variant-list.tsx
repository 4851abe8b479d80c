import { ActionIcon, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEditor } from '../../editor/use-editor.ts';
import type { MessageVariant } from '../../../../dialog-graph/graph.ts';
import { TextArea } from '../fields/text-area.tsx';
import { CardFields } from './card-fields.tsx';
import { MessagePreview } from './message-preview.tsx';

const most = 20;

interface VariantListProps {
  readonly nodeId: string;
  readonly pointer: string;
  readonly variants: readonly MessageVariant[];
  readonly onChange: (variants: readonly MessageVariant[], about?: string) => void;
}

/** One or several ways to say something, each as it looks in the chat. */
export function VariantList({ nodeId, pointer, variants, onChange }: VariantListProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const areSeveral = variants.length > 1;
  const change = (index: number, patch: Partial<MessageVariant>, about?: string) =>
    onChange(
      variants.map((each, at) => (at === index ? cleaned({ ...each, ...patch }) : each)),
      about && `${pointer}/${index}${about}`,
    );
  return (
    <>
      {variants.map((variant, index) => (
        <Paper key={index} withBorder={areSeveral} p={areSeveral ? 'sm' : 0} radius="md" bg="transparent">
          <Stack gap="xs">
            {areSeveral && (
              <Group justify="space-between">
                <Text size="xs" c="dimmed" fw={560}>
                  Variant {index + 1}
                </Text>
                {!isReadOnly && (
                  <ActionIcon
                    size="sm"
                    aria-label={`Remove variant ${index + 1}`}
                    onClick={() => onChange(variants.filter((_, at) => at !== index))}
                  >
                    <IconTrash size={14} />
                  </ActionIcon>
                )}
              </Group>
            )}
            <TextArea
              {...{ nodeId, pointer: `${pointer}/${index}/text`, label: 'Text', value: variant.text }}
              onChange={(text) => change(index, { text }, '/text')}
            />
            <CardFields
              nodeId={nodeId}
              pointer={`${pointer}/${index}/card`}
              card={variant.card}
              onChange={(card, about) => change(index, { card }, about)}
            />
            <MessagePreview variant={variant} />
          </Stack>
        </Paper>
      ))}
      {!isReadOnly && variants.length < most && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...variants, { text: 'Say it in other words.' }])}
        >
          Add a variant
        </Button>
      )}
    </>
  );
}

function cleaned({ text, card }: MessageVariant): MessageVariant {
  return { text, ...(card && { card }) };
}
