import { Accordion, ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { draftOf } from '../../editor/state.ts';
import { useCommands, useEditor } from '../../editor/use-editor.ts';
import { entityNamesOf, freshName } from '../../graph/editing/fresh.ts';
import type { EntityField, FormNode } from '../../../../dialog-graph/graph.ts';
import { languageOf, textShown } from '../../graph/model/texts.ts';
import { kindWords } from '../../graph/model/words.ts';
import { TextArea } from '../fields/text-area.tsx';
import { Section } from '../parts/section.tsx';
import { RetriesField } from './asking-fields.tsx';
import { EntityFields } from './entity-fields.tsx';
import { without } from './entity-form.tsx';

/** Several values, asked at once where the channel can show a form. */
export function FormForm({ node }: { readonly node: FormNode }) {
  const { changeNode } = useCommands();
  const { graph } = useEditor(draftOf);
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const { fields } = node;
  const patch = (part: Partial<FormNode>, about?: string) =>
    changeNode(node.id, (at) => (at.type === 'form' ? { ...at, ...part } : at), about);
  const write = (next: readonly EntityField[], about?: string) => patch({ fields: next }, about);
  const add = () =>
    write([
      ...fields,
      {
        name: freshName(entityNamesOf(graph), 'field'),
        kind: 'text',
        requirement: 'mandatory',
        label: `Field ${fields.length + 1}`,
      },
    ]);
  return (
    <>
      <Section title="Form">
        <TextArea
          nodeId={node.id}
          pointer="/heading"
          label="Heading"
          description="The title of the node without it."
          value={node.heading}
          onChange={(heading) => patch({ heading: heading === '' ? undefined : heading }, '/heading')}
        />
        <TextArea
          nodeId={node.id}
          pointer="/intro"
          label="Words before the fields"
          value={node.intro}
          onChange={(intro) => patch({ intro: intro === '' ? undefined : intro }, '/intro')}
        />
        <RetriesField node={node} />
      </Section>
      <Section
        title="Fields"
        hint="What is known already is not asked. A channel that shows text only asks one by one."
      >
        <Accordion variant="contained" multiple defaultValue={['0']} order={4}>
          {fields.map((field, index) => (
            <Accordion.Item key={index} value={String(index)}>
              <Accordion.Control>
                <Text size="sm" fw={560} truncate>
                  {textShown(field.label, languageOf(graph)) || field.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {kindWords[field.kind]}
                </Text>
              </Accordion.Control>
              <Accordion.Panel>
                <Stack gap="sm">
                  <TextArea
                    {...{ nodeId: node.id, pointer: `/fields/${index}/label`, label: 'Label', value: field.label }}
                    onChange={(label) => write(replaced(fields, index, { ...field, label }), `/fields/${index}/label`)}
                  />
                  <EntityFields
                    {...{ nodeId: node.id, pointer: `/fields/${index}`, entity: field }}
                    onChange={(part, about) => write(replaced(fields, index, without({ ...field, ...part })), about)}
                  />
                  {!isReadOnly && <FieldActions fields={fields} index={index} write={write} />}
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
        {!isReadOnly && fields.length < 50 && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={add}
          >
            Add a field
          </Button>
        )}
      </Section>
    </>
  );
}

interface FieldActionsProps {
  readonly fields: readonly EntityField[];
  readonly index: number;
  readonly write: (fields: readonly EntityField[]) => void;
}

function FieldActions({ fields, index, write }: FieldActionsProps) {
  const swap = (other: number) =>
    write(fields.map((each, at) => fields[at === index ? other : at === other ? index : at] ?? each));
  return (
    <Group gap={4} justify="flex-end">
      <ActionIcon disabled={index === 0} aria-label="Ask earlier" onClick={() => swap(index - 1)}>
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon disabled={index === fields.length - 1} aria-label="Ask later" onClick={() => swap(index + 1)}>
        <IconArrowDown size={16} />
      </ActionIcon>
      <ActionIcon
        color="red"
        disabled={fields.length === 1}
        aria-label="Remove the field"
        onClick={() => write(fields.filter((_, at) => at !== index))}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}

function replaced(fields: readonly EntityField[], index: number, field: EntityField): readonly EntityField[] {
  return fields.map((each, at) => (at === index ? field : each));
}
