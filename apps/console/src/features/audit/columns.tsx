import { Anchor, Text } from '@mantine/core';
import type { Column } from '../../ui/record-list.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import type { AuditEntry } from './audit.queries.ts';
import { sentenceOf } from './sentences.ts';

/** What the list tells of each entry. */
export function columnsOf(onOpen: (id: string) => void): readonly Column<AuditEntry>[] {
  return [
    {
      key: 'what',
      title: 'What',
      render: (entry) => (
        <>
          <Anchor component="button" type="button" size="sm" fw={600} ta="start" onClick={() => onOpen(entry.id)}>
            {sentenceOf(entry)}
          </Anchor>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {[concernOf(entry), timesOf(entry)].filter(Boolean).join(' · ')}
          </Text>
        </>
      ),
    },
    {
      key: 'when',
      title: 'When',
      render: ({ occurredAt }) => <RelativeTime time={occurredAt} style={{ whiteSpace: 'nowrap' }} />,
    },
    { key: 'where', title: 'From', render: ({ address }) => <Text size="sm">{address ?? '–'}</Text> },
    { key: 'outcome', title: 'Outcome', render: ({ outcome }) => <StateBadge state={outcome} /> },
  ];
}

/** What it was done to, by name where it has one. */
function concernOf({ target, targets }: AuditEntry): string {
  const system = targets['connector'];
  if (target === null) return system ?? '';
  return [target.name ?? `${target.kind.replaceAll('-', ' ')} ${target.id}`, target.kind !== 'connector' && system]
    .filter(Boolean)
    .join(' · ');
}

function timesOf({ details }: AuditEntry): string | undefined {
  const { repeated } = details;
  return typeof repeated === 'number' ? `and ${repeated} more times` : undefined;
}
