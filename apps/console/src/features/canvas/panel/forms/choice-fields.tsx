import { ActionIcon, Button, Checkbox, Group, Paper, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useEditor } from '../../editor/use-editor.ts';
import type { Choice, DialogEntity } from '../../../../dialog-graph/graph.ts';
import { TextArea } from '../fields/text-area.tsx';
import { WordList } from '../fields/word-list.tsx';
import { useFieldProblem } from '../parts/field-problem.ts';

interface ChoiceFieldsProps {
  readonly nodeId: string;
  readonly pointer: string;
  readonly entity: DialogEntity;
  readonly onChange: (patch: Partial<DialogEntity>, about?: string) => void;
}

/** What a person can choose from, and other words for it. */
export function ChoiceFields({ nodeId, pointer, entity, onChange }: ChoiceFieldsProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const problem = useFieldProblem(nodeId, `${pointer}/choices`, false);
  const choices = entity.choices ?? [];
  const change = (index: number, patch: Partial<Choice>, about?: string) =>
    onChange(
      { choices: choices.map((each, at) => (at === index ? { ...each, ...patch } : each)) },
      about && `${pointer}/choices/${index}${about}`,
    );
  return (
    <Stack gap="xs" role="group" aria-label="Choices">
      {choices.map(({ value, title, synonyms = [] }, index) => (
        <Paper key={index} withBorder p="xs" radius="md">
          <Stack gap={6}>
            <Group wrap="nowrap" gap={4} align="flex-end">
              <div style={{ flex: 1, minWidth: 0 }}>
                <TextArea
                  {...{
                    nodeId,
                    pointer: `${pointer}/choices/${index}/title`,
                    label: `Choice ${index + 1}`,
                    value: title,
                    isPlain: true,
                  }}
                  onChange={(text) => change(index, { title: text }, '/title')}
                />
              </div>
              {!isReadOnly && (
                <ActionIcon
                  mb={4}
                  aria-label={`Remove choice ${index + 1}`}
                  onClick={() => onChange({ choices: choices.filter((_, at) => at !== index) })}
                >
                  <IconX size={16} />
                </ActionIcon>
              )}
            </Group>
            <TextInput
              size="xs"
              label="Value that is sent"
              value={value}
              maxLength={200}
              readOnly={isReadOnly}
              onChange={(event) => change(index, { value: event.currentTarget.value }, '/value')}
            />
            <WordList
              label="Other words for it"
              placeholder="Add a word, press Enter"
              values={synonyms}
              onChange={(words) => change(index, { synonyms: words.length > 0 ? words : undefined })}
            />
          </Stack>
        </Paper>
      ))}
      {problem !== undefined && <span role="alert">{problem}</span>}
      {!isReadOnly && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() =>
            onChange({
              choices: [...choices, { value: `choice-${choices.length + 1}`, title: `Choice ${choices.length + 1}` }],
            })
          }
        >
          Add a choice
        </Button>
      )}
      <Checkbox
        label="Several may be chosen"
        checked={entity.multiple === true}
        disabled={isReadOnly}
        onChange={(event) => onChange({ multiple: event.currentTarget.checked || undefined })}
      />
    </Stack>
  );
}
