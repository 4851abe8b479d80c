import { Anchor, Code, Drawer, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Details } from '../../ui/details.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { auditEntryQuery, type AuditEntry } from './audit.queries.ts';
import { actorOf, sentenceOf } from './sentences.ts';

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

interface EntryDrawerProps {
  readonly id: string | undefined;
  readonly onClose: () => void;
  /** Shows everything that was done to something. */
  readonly onTarget: (id: string) => void;
}

/** All that is kept of one entry. */
export function EntryDrawer({ id, onClose, onTarget }: EntryDrawerProps) {
  return (
    <Drawer.Root opened={id !== undefined} onClose={onClose} position="right" size="lg">
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Body pt="md">
          <Group justify="space-between" mb="md">
            <Drawer.Title>Entry of the audit trail</Drawer.Title>
            <Drawer.CloseButton aria-label="Close" />
          </Group>
          {id !== undefined && <OneEntry key={id} id={id} onTarget={onTarget} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function OneEntry({ id, onTarget }: { readonly id: string; readonly onTarget: (id: string) => void }) {
  const entry = useQuery(auditEntryQuery(id));
  if (entry.isError) return <ProblemAlert error={entry.error} onRetry={() => void entry.refetch()} />;
  if (entry.data === undefined) return <Skeleton height={420} />;
  return <Shown entry={entry.data} onTarget={onTarget} />;
}

function Shown({ entry, onTarget }: { readonly entry: AuditEntry; readonly onTarget: (id: string) => void }) {
  const { actor, target, targets, seal, details } = entry;
  const { fields, ...facts } = details;
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Title order={3} size="h2" style={{ overflowWrap: 'anywhere' }}>
          {sentenceOf(entry)}
        </Title>
        <StateBadge state={entry.outcome} />
      </Group>
      <Details
        items={[
          { label: 'When', value: exact.format(new Date(entry.occurredAt)) },
          { label: 'Who', value: [actorOf(entry), actor.id].filter(Boolean).join(' · ') },
          { label: 'Action', value: <Code>{entry.action}</Code> },
          {
            label: 'Done to',
            value: target && [target.name, target.kind.replaceAll('-', ' ')].filter(Boolean).join(', '),
          },
          { label: 'Problem', value: entry.problemCode && <Code>{entry.problemCode}</Code> },
          { label: 'Fields sent', value: Array.isArray(fields) && fields.join(', ') },
          {
            label: 'More',
            value: Object.entries(facts)
              .map(([name, fact]) => `${name}: ${String(fact)}`)
              .join(', '),
          },
          { label: 'From', value: entry.address },
          { label: 'With', value: entry.userAgent },
          { label: 'Request', value: entry.requestId && <Code>{entry.requestId}</Code> },
          { label: 'Seal', value: seal === null ? 'Being sealed' : `${seal.sequence} · ${seal.hash}` },
        ]}
      />
      {Object.keys(targets).length > 0 && (
        <Stack gap={4}>
          <Text size="sm" c="dimmed">
            Everything that was done to
          </Text>
          {Object.entries(targets).map(([kind, id]) => (
            <Anchor key={kind} component="button" type="button" size="sm" ta="start" onClick={() => onTarget(id)}>
              this {kind.replaceAll('-', ' ')} ({id})
            </Anchor>
          ))}
        </Stack>
      )}
    </Stack>
  );
}
