import { Accordion, Alert, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconLink } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { toProblem } from '../../../api/problem.ts';
import type { Schema } from '../../../api/client.ts';
import { CodeBlock } from '../../../ui/code-block.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { RunOutcome } from './operations.queries.ts';

interface RunResultProps {
  readonly outcome: RunOutcome | undefined;
  readonly error: Error | null;
  readonly systemName: string;
  readonly onAuthorize: () => void;
}

/** What came of a run: the output, or the problem, and each call that was made. */
export function RunResult(props: RunResultProps) {
  const { outcome, error } = props;
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (outcome !== undefined || error !== null) frame.current?.scrollIntoView({ block: 'nearest' });
  }, [outcome, error]);
  return (
    <div ref={frame}>
      {error !== null && <Failure {...props} error={error} />}
      {error === null && outcome !== undefined && <Success outcome={outcome} />}
    </div>
  );
}

function Success({ outcome: { result, durationMs } }: { readonly outcome: RunOutcome }) {
  return (
    <Stack gap="sm" component="section" aria-label="Result" aria-live="polite">
      <Group gap="xs">
        <Title order={3}>Result</Title>
        <Badge color="teal" leftSection={<IconCheck size={12} />}>
          Succeeded in {inWords(durationMs)}
        </Badge>
      </Group>
      <CodeBlock value={result.output ?? null} what="output" />
      <Calls calls={result.calls ?? []} />
    </Stack>
  );
}

const unauthorized = ['authorization-required', 'authorization-lost', 'action-not-enabled'];

function Failure({ error, systemName, onAuthorize }: RunResultProps & { readonly error: Error }) {
  const problem = toProblem(error);
  const link = linkOf(problem.extensions['authorizationRequest']);
  const calls = problem.extensions['calls'];
  return (
    <Stack gap="sm">
      {link === undefined ? (
        <>
          <ProblemAlert error={problem} shownFields={problem.violations.map(({ pointer }) => pointer)} />
          {unauthorized.includes(problem.code) && (
            <Group>
              <Button variant="light" onClick={onAuthorize}>
                Go to its authorization
              </Button>
            </Group>
          )}
        </>
      ) : (
        <Alert
          color="orange"
          icon={<IconLink />}
          title={`This person has not authorized ${systemName} yet`}
          role="alert"
        >
          <Stack gap="xs">
            <Text size="sm">Pass the link on to them. When they are through, run it again.</Text>
            <CopyField label="Authorization link" value={link} />
          </Stack>
        </Alert>
      )}
      {Array.isArray(calls) && <Calls calls={calls as readonly Schema<'CallView'>[]} />}
    </Stack>
  );
}

function Calls({ calls }: { readonly calls: readonly Schema<'CallView'>[] }) {
  if (calls.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={3}>What was sent</Title>
      <Text size="xs" c="dimmed">
        Tokens and secrets are left out.
      </Text>
      <Accordion variant="contained" order={4}>
        {calls.map((call, index) => (
          <Accordion.Item key={index} value={`${index}`}>
            <Accordion.Control>
              <Group gap="xs">
                <Badge color={tone(call.response?.status)}>{call.response?.status ?? 'No answer'}</Badge>
                <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                  {call.method} {call.url}
                </Text>
                <Text size="xs" c="dimmed">
                  {inWords(call.durationMs)}
                </Text>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="sm">
                <Text size="sm" fw={600}>
                  Request
                </Text>
                <CodeBlock value={readable(call.request)} what="request" />
                {call.response !== undefined && (
                  <>
                    <Text size="sm" fw={600}>
                      Response
                    </Text>
                    <CodeBlock value={readable(call.response)} what="response" />
                  </>
                )}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  );
}

/** Headers and body as they go over the wire; JSON on several lines. */
function readable({ headers, body, isTruncated }: Schema<'CallPartView'>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [...lines, '', isTruncated ? `${body}\n… and more` : laidOut(body)].join('\n').trim();
}

function laidOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function linkOf(request: unknown): string | undefined {
  const url = typeof request === 'object' && request !== null ? (request as { url?: unknown }).url : undefined;
  return typeof url === 'string' ? url : undefined;
}

function tone(status: number | undefined): string {
  return status !== undefined && status < 400 ? 'teal' : 'red';
}

function inWords(durationMs: number): string {
  return durationMs < 1000 ? `${Math.round(durationMs)} ms` : `${(durationMs / 1000).toFixed(1)} s`;
}
