import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, bodyOf } from '../../../../api/client.ts';
import { toProblem } from '../../../../api/problem.ts';
import { useMay } from '../../../../api/session.ts';
import type { JsonObject, JsonSchema } from '../../../../schema-form/json-schema.ts';
import { SchemaForm } from '../../../../schema-form/schema-form.tsx';
import { CodeBlock } from '../../../../ui/code-block.tsx';
import { ProblemAlert } from '../../../../ui/problem-alert.tsx';
import { schemaOf, type Operation } from '../../canvas.queries.ts';
import type { JsonValue, ServiceNode } from '../../../../dialog-graph/graph.ts';
import { Section } from '../parts/section.tsx';
import { KeepSample } from './keep-sample.tsx';
import { shapeOf } from './shape-of.ts';

interface RunHereProps {
  readonly operation: Operation;
  readonly node: ServiceNode;
}

/** Runs the operation as it stands, with an input of one's own; what it answers is shown, and can be kept. */
export function RunHere({ operation, node }: RunHereProps) {
  const mayRun = useMay('runs:create');
  const [isOpen, setOpen] = useState(false);
  if (!mayRun) return null;
  return (
    <Section
      title="Try it"
      action={
        !isOpen && (
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconPlayerPlay size={12} />}
            onClick={() => setOpen(true)}
          >
            Run it once
          </Button>
        )
      }
    >
      {isOpen ? (
        <RunForm key={operation.id} operation={operation} node={node} />
      ) : (
        <>
          <Text size="xs" c="dimmed">
            What it answers looks like this:
          </Text>
          <CodeBlock value={shapeOf(schemaOf(operation.output) ?? {})} what="Sample response" maxHeight={160} />
        </>
      )}
    </Section>
  );
}

function RunForm({ operation, node }: RunHereProps) {
  const { botId = '' } = useParams({ strict: false });
  const [value, setValue] = useState<JsonObject | undefined>(() => ({
    ...(operation.example as JsonObject | null),
    ...fixedOf(node.input),
  }));
  const [endUserId, setEndUserId] = useState('');
  const run = useMutation({
    meta: { showsProblem: true },
    mutationFn: () => {
      const [connectorId = '', name = ''] = operation.id.split('.');
      const body = {
        input: (value ?? {}) as Record<string, never>,
        ...(endUserId.trim() !== '' && { endUserId: endUserId.trim() }),
      };
      return bodyOf(
        api.POST('/v1/bots/{botId}/actions/{connectorId}/operations/{name}/runs', {
          params: { path: { botId, connectorId, name } },
          body,
        }),
      );
    },
  });
  const violations = run.isError ? toProblem(run.error).violations : [];
  return (
    <Stack gap="sm">
      <SchemaForm
        schema={operation.input as JsonSchema}
        value={value}
        onChange={setValue}
        errors={violations.map(({ pointer, detail }) => ({ pointer: pointer.replace(/^\/input/, ''), detail }))}
      />
      <TextInput
        label="As end user"
        description="Empty for the authorization of the bot."
        value={endUserId}
        maxLength={200}
        onChange={(event) => setEndUserId(event.currentTarget.value)}
      />
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {operation.effect === 'write' ? 'This really changes data.' : 'This reads only.'}
        </Text>
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={14} />}
          loading={run.isPending}
          disabled={value === undefined}
          onClick={() => run.mutate()}
        >
          Run
        </Button>
      </Group>
      {run.isError && <ProblemAlert error={run.error} />}
      {run.isSuccess && (
        <>
          <CodeBlock value={run.data.output} what="Response" />
          <KeepSample key={run.data.id} node={node} output={run.data.output as JsonValue} />
        </>
      )}
    </Stack>
  );
}

function fixedOf(input: ServiceNode['input']): JsonObject {
  const fixed = Object.entries(input).flatMap(([name, reference]) =>
    reference.from === 'value' ? [[name, reference.value] as const] : [],
  );
  return Object.fromEntries(fixed) as JsonObject;
}
