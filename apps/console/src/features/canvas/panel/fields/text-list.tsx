import { ActionIcon, Button, Group, Stack } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useEditor } from '../../editor/use-editor.ts';
import type { Text } from '../../../../dialog-graph/graph.ts';
import { TextArea } from './text-area.tsx';

interface TextListProps {
  readonly nodeId: string;
  readonly pointer: string;
  readonly values: readonly Text[];
  readonly most: number;
  /** What the n-th text is. */
  readonly labelOf: (index: number) => string;
  readonly add: string;
  readonly onChange: (values: readonly Text[], about?: string) => void;
}

/** Texts in order, each for its turn. */
export function TextList({ nodeId, pointer, values, most, labelOf, add, onChange }: TextListProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  return (
    <Stack gap="xs">
      {values.map((value, index) => (
        <Group key={index} gap={4} wrap="nowrap" align="flex-end">
          <div style={{ flex: 1, minWidth: 0 }}>
            <TextArea
              nodeId={nodeId}
              pointer={`${pointer}/${index}`}
              label={labelOf(index)}
              value={value}
              onChange={(text) =>
                onChange(
                  values.map((each, at) => (at === index ? text : each)),
                  `${pointer}/${index}`,
                )
              }
            />
          </div>
          {!isReadOnly && (
            <ActionIcon
              mb={4}
              aria-label={`Remove: ${labelOf(index)}`}
              onClick={() => onChange(values.filter((_, at) => at !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
      {!isReadOnly && values.length < most && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...values, ''])}
        >
          {add}
        </Button>
      )}
    </Stack>
  );
}
