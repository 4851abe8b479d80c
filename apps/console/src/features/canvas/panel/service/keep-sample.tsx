import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useState } from 'react';
import { useEditor } from '../../editor/use-editor.ts';
import type { JsonValue, ServiceNode } from '../../../../dialog-graph/graph.ts';
import { freshSampleName, mostSamples, sampleFault, useSamples } from './samples.ts';

interface KeepSampleProps {
  readonly node: ServiceNode;
  readonly output: JsonValue;
}

/** Keeps what an operation just answered as a sample. */
export function KeepSample({ node, output }: KeepSampleProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const { samples, add } = useSamples(node);
  const [name, setName] = useState(() => freshSampleName(samples));
  const [isKept, setKept] = useState(false);
  if (isReadOnly) return null;
  if (isKept) {
    return (
      <Text size="sm" role="status">
        Kept as a sample response.
      </Text>
    );
  }
  const wanted = name.trim();
  const fault =
    sampleFault(output) ?? (samples.length >= mostSamples ? `${mostSamples} samples are kept at most.` : undefined);
  const isTaken = samples.some((sample) => sample.name === wanted);
  return (
    <Group
      component="form"
      gap="xs"
      align="flex-end"
      wrap="nowrap"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted === '' || isTaken || fault !== undefined) return;
        add({ name: wanted, output });
        setKept(true);
      }}
    >
      <TextInput
        flex={1}
        size="xs"
        label="Keep it as a sample named"
        value={name}
        maxLength={100}
        error={fault ?? (isTaken ? 'There is one of that name.' : undefined)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="xs"
        variant="light"
        leftSection={<IconBookmark size={14} />}
        disabled={wanted === '' || isTaken || fault !== undefined}
      >
        Keep
      </Button>
    </Group>
  );
}
