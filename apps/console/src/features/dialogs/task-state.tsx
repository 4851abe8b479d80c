import { Badge, Tooltip } from '@mantine/core';
import { IconCircleFilled, IconPencil } from '@tabler/icons-react';
import type { TaskSummary } from './dialogs.queries.ts';

/** Whether conversations use a task as it is. */
export function TaskState({ task: { isLive, liveVersion } }: { readonly task: TaskSummary }) {
  if (isLive) {
    return (
      <Badge color="teal" leftSection={<IconCircleFilled size={8} />}>
        Live
      </Badge>
    );
  }
  const words = liveVersion === null ? 'The bot does not use it yet.' : `The bot still uses version ${liveVersion}.`;
  return (
    <Tooltip label={words}>
      <Badge color="orange" leftSection={<IconPencil size={11} />} aria-label={`Draft. ${words}`}>
        Draft
      </Badge>
    </Tooltip>
  );
}
