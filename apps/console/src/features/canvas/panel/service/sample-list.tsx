import { ActionIcon, Button, Collapse, Group, JsonInput, Paper, Stack, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useEditor } from '../../editor/use-editor.ts';
import type { JsonValue, ServiceNode, ServiceSample } from '../../../../dialog-graph/graph.ts';
import { useFieldProblem } from '../parts/field-problem.ts';
import { Section } from '../parts/section.tsx';
import { freshSampleName, mostSamples, sampleFault, useSamples } from './samples.ts';

interface SampleListProps {
  readonly node: ServiceNode;
  /** What a response looks like, as a new sample begins. */
  readonly shape: JsonValue;
}

/** Responses that are kept in the graph: what is in them can be picked where a value is wanted. */
export function SampleList({ node, shape }: SampleListProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const { samples, add, change, remove } = useSamples(node);
  const [opened, setOpened] = useState<number>();
  if (isReadOnly && samples.length === 0) return null;
  return (
    <Section
      title="Sample responses"
      hint="What is in them can be picked in later nodes. They are saved with the dialog: keep no real person’s data in them."
    >
      {samples.map((sample, index) => (
        <SampleFields
          key={index}
          nodeId={node.id}
          index={index}
          sample={sample}
          isOpen={opened === index}
          onToggle={() => setOpened(opened === index ? undefined : index)}
          onChange={(patch, about) => change(index, patch, about)}
          onRemove={() => {
            setOpened(undefined);
            remove(index);
          }}
        />
      ))}
      {!isReadOnly && samples.length < mostSamples && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => {
            add({ name: freshSampleName(samples), output: shape });
            setOpened(samples.length);
          }}
        >
          Write a sample
        </Button>
      )}
    </Section>
  );
}

interface SampleFieldsProps {
  readonly nodeId: string;
  readonly index: number;
  readonly sample: ServiceSample;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onChange: (patch: Partial<ServiceSample>, about: string) => void;
  readonly onRemove: () => void;
}

function SampleFields({ nodeId, index, sample, isOpen, onToggle, onChange, onRemove }: SampleFieldsProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const pointer = `/samples/${index}`;
  const problem = useFieldProblem(nodeId, pointer);
  return (
    <Paper withBorder p="xs" radius="md" bg="transparent" role="group" aria-label={`Sample: ${sample.name}`}>
      <Stack gap="xs">
        <Group gap={4} wrap="nowrap" data-pointer={pointer}>
          <ActionIcon
            size="sm"
            aria-label={isOpen ? `Hide ${sample.name}` : `Show ${sample.name}`}
            aria-expanded={isOpen}
            onClick={onToggle}
          >
            {isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
          </ActionIcon>
          <TextInput
            flex={1}
            size="xs"
            aria-label={`Name of sample ${index + 1}`}
            value={sample.name}
            maxLength={100}
            error={problem}
            readOnly={isReadOnly}
            onChange={(event) => onChange({ name: event.currentTarget.value }, '/name')}
          />
          {!isReadOnly && (
            <ActionIcon size="sm" aria-label={`Remove ${sample.name}`} onClick={onRemove}>
              <IconTrash size={14} />
            </ActionIcon>
          )}
        </Group>
        <Collapse expanded={isOpen}>
          {isOpen && <OutputField sample={sample} onChange={(output) => onChange({ output }, '/output')} />}
        </Collapse>
      </Stack>
    </Paper>
  );
}

interface OutputFieldProps {
  readonly sample: ServiceSample;
  readonly onChange: (output: JsonValue) => void;
}

/** The response as JSON; it counts once it can be read. */
function OutputField({ sample, onChange }: OutputFieldProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const [text, setText] = useState(() => JSON.stringify(sample.output, null, 2));
  const fault = faultOf(text);
  return (
    <>
      <JsonInput
        aria-label={`Response of ${sample.name}`}
        autosize
        minRows={4}
        maxRows={16}
        spellCheck={false}
        value={text}
        readOnly={isReadOnly}
        error={fault}
        onChange={(next) => {
          setText(next);
          if (faultOf(next) === undefined) onChange(JSON.parse(next) as JsonValue);
        }}
      />
      {fault !== undefined && (
        <Text size="xs" c="dimmed">
          The last one that could be read is kept.
        </Text>
      )}
    </>
  );
}

function faultOf(text: string): string | undefined {
  try {
    return sampleFault(JSON.parse(text));
  } catch {
    return 'This is not JSON.';
  }
}
