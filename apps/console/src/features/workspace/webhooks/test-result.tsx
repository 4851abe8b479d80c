import { Alert, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { CodeBlock } from '../../../ui/code-block.tsx';
import { faultOf } from './faults.ts';
import type { TestDelivery } from './webhooks.queries.ts';

/** What came of a test: what was sent, and what was answered. */
export function TestResult({ test }: { readonly test: TestDelivery }) {
  const { status, lastStatus, history, sent, answer } = test;
  const isTaken = status === 'delivered';
  const took = history[0] === undefined ? '' : ` after ${history[0].durationMs} ms`;
  return (
    <Alert
      color={isTaken ? 'teal' : 'red'}
      icon={isTaken ? <IconCheck /> : <IconAlertTriangle />}
      title={isTaken ? `The test was taken: ${lastStatus}${took}` : 'The test was not taken'}
      role="status"
    >
      <Stack gap="sm">
        {!isTaken && <Text size="sm">{`${faultOf(test)}${took}.`}</Text>}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Stack gap={4} miw={0}>
            <Text size="sm" fw={500}>
              Sent
            </Text>
            <CodeBlock what="What was sent" value={textOf(sent)} maxHeight="12rem" />
          </Stack>
          <Stack gap={4} miw={0}>
            <Text size="sm" fw={500}>
              Answered
            </Text>
            <CodeBlock
              what="What was answered"
              value={answer === null ? 'Nothing' : `${lastStatus}\n${textOf(answer)}`.trim()}
              maxHeight="12rem"
            />
          </Stack>
        </SimpleGrid>
      </Stack>
    </Alert>
  );
}

function textOf({ headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [...lines, ...(body === '' ? [] : ['', body])].join('\n');
}
