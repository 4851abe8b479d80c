import { List, Text } from '@mantine/core';
import type { Remark } from './shape.ts';

const most = 20;

/** What was left out of foreign JSON, or made to fit. */
export function RemarkList({ remarks }: { readonly remarks: readonly Remark[] }) {
  if (remarks.length === 0) return null;
  return (
    <>
      <List size="sm" mt="xs" spacing={4}>
        {remarks.slice(0, most).map(({ pointer, message }, index) => (
          <List.Item key={index} style={{ overflowWrap: 'anywhere' }}>
            {pointer} {message}.
          </List.Item>
        ))}
      </List>
      {remarks.length > most && (
        <Text size="sm" c="dimmed" mt="xs">
          And {remarks.length - most} more.
        </Text>
      )}
    </>
  );
}
