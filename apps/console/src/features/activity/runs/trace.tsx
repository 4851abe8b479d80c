import { Badge, Code, Group, Stack, Text } from '@mantine/core';
import type { Run } from '../activity.queries.ts';
import { milliseconds } from '../words.ts';
import classes from './trace.module.css';

type Call = Run['trace'][number];

/** The requests of a run one after another, as a small waterfall: what was asked, what came back, and how long it took. */
export function Trace({ calls }: { readonly calls: readonly Call[] }) {
  const total = Math.max(
    1,
    calls.reduce((sum, { durationMs }) => sum + durationMs, 0),
  );
  const begins = calls.map((_, index) => calls.slice(0, index).reduce((sum, { durationMs }) => sum + durationMs, 0));
  return (
    <Stack gap={0} component="ol" p={0} m={0}>
      {calls.map((call, index) => (
        <li key={index} className={classes.call}>
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <StatusBadge status={call.status} />
            <Code className={classes.address}>
              {call.method} {call.host}
              {call.pathTemplate}
            </Code>
          </Group>
          <div className={classes.line} aria-hidden>
            <div
              className={classes.bar}
              data-failed={isFailed(call.status) || undefined}
              style={{
                insetInlineStart: `${((begins[index] ?? 0) / total) * 100}%`,
                inlineSize: `${(call.durationMs / total) * 100}%`,
              }}
            />
          </div>
          <Text size="xs" c="dimmed">
            {[
              milliseconds(call.durationMs),
              call.attempt > 1 && `attempt ${call.attempt}`,
              call.bytes > 0 && `${call.bytes.toLocaleString()} bytes`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </li>
      ))}
    </Stack>
  );
}

function StatusBadge({ status }: { readonly status: number | null }) {
  return (
    <Badge color={isFailed(status) ? 'red' : 'teal'} miw="max-content">
      {status ?? 'No answer'}
    </Badge>
  );
}

function isFailed(status: number | null): boolean {
  return status === null || status >= 400;
}
