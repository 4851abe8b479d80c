import { Accordion, Badge, Code, Group, Stack, Text } from '@mantine/core';
import { CodeBlock } from '../../../ui/code-block.tsx';
import type { Trial } from '../auth-profiles.queries.ts';

type ExchangeView = NonNullable<Trial['exchange']>;

interface ExchangeProps {
  readonly exchange: ExchangeView;
  readonly isOpen: boolean;
}

/** Exactly what was sent and what was answered, secrets and tokens masked. */
export function Exchange({ exchange: { request, response, durationMs }, isOpen }: ExchangeProps) {
  return (
    <Accordion variant="contained" radius="md" order={3} defaultValue={isOpen ? 'exchange' : null}>
      <Accordion.Item value="exchange">
        <Accordion.Control>
          <Text size="sm" fw={600} span>
            The exchange
          </Text>
        </Accordion.Control>
        <Accordion.Panel>
          <Stack gap="md">
            <Text size="xs" c="dimmed">
              Secrets and tokens are masked; nothing else is left out.
            </Text>
            <Part title="Sent" headers={request.headers} body={request.body}>
              <Code style={{ overflowWrap: 'anywhere' }}>
                {request.method} {request.url}
              </Code>
            </Part>
            {response === undefined ? (
              <Text size="sm">Nothing came back.</Text>
            ) : (
              <Part title="Answered" headers={response.headers} body={response.body}>
                <Group gap="xs">
                  <Badge color={response.status < 400 ? 'teal' : 'red'}>{response.status}</Badge>
                  <Text size="xs" c="dimmed">
                    after {Math.round(durationMs)} ms{response.isTruncated && '; only its beginning is shown'}
                  </Text>
                </Group>
              </Part>
            )}
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

interface PartProps {
  readonly title: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly children: React.ReactNode;
}

function Part({ title, headers, body, children }: PartProps) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {children}
      {lines.length > 0 && <CodeBlock what={`${title}: headers`} value={lines.join('\n')} maxHeight="12rem" />}
      <CodeBlock what={`${title}: body`} value={body === '' ? '(empty)' : pretty(body)} maxHeight="18rem" />
    </Stack>
  );
}

/** JSON with its lines apart, a form with one field a line. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return /^[^\s<]+=/.test(body) ? body.replaceAll('&', '\n&') : body;
  }
}
