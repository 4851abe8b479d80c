import { Box, Group, Paper, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';

/** One column of a list of records. */
export interface Column<Item> {
  readonly key: string;
  readonly title: string;
  readonly render: (item: Item) => ReactNode;
  /** Stands at the end of the row, without a title on a phone. */
  readonly isAction?: boolean;
}

interface RecordListProps<Item> {
  /** What the list is of, for screen readers. */
  readonly label: string;
  readonly items: readonly Item[];
  readonly columns: readonly Column<Item>[];
  readonly idOf: (item: Item) => string;
}

/** Records as a table, and as cards where there is no room for one. The first column names the record. */
export function RecordList<Item>(props: RecordListProps<Item>) {
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return isNarrow ? <Cards {...props} /> : <Rows {...props} />;
}

function Rows<Item>({ label, items, columns, idOf }: RecordListProps<Item>) {
  return (
    <Paper withBorder style={{ overflow: 'hidden' }}>
      <Table.ScrollContainer minWidth={640}>
        <Table aria-label={label} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ key, title, isAction }) => (
                <Table.Th key={key} c="dimmed" fz="xs" fw={560}>
                  {isAction ? <VisuallyHidden>Actions</VisuallyHidden> : title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Table.Tr key={idOf(item)}>
                {columns.map(({ key, render, isAction }, index) => (
                  <Table.Td key={key} ta={isAction ? 'end' : undefined} style={index === 0 ? name : undefined}>
                    {render(item)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

/** A long name takes more lines, and leaves the buttons at the end in sight. */
const name = { overflowWrap: 'anywhere', minWidth: '9rem' } as const;

function Cards<Item>({ label, items, columns, idOf }: RecordListProps<Item>) {
  const [first, ...others] = columns;
  return (
    <Stack gap="sm" role="list" aria-label={label}>
      {items.map((item) => (
        <Paper key={idOf(item)} withBorder p="md" role="listitem" style={{ overflowWrap: 'anywhere' }}>
          <Box mb="xs">{first?.render(item)}</Box>
          <Stack gap={6}>
            {others.map(({ key, title, render, isAction }) => (
              <Group key={key} justify={isAction ? 'flex-end' : 'space-between'} gap="sm" wrap="nowrap">
                {!isAction && (
                  <Text size="xs" c="dimmed">
                    {title}
                  </Text>
                )}
                <Box fz="sm" style={{ minWidth: 0, textAlign: 'end' }}>
                  {render(item)}
                </Box>
              </Group>
            ))}
          </Stack>
        </Paper>
      ))}
    </Stack>
  );
}
