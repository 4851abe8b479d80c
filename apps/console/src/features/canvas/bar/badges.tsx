import { Badge, Loader, Text, Tooltip } from '@mantine/core';
import { IconCloudOff, IconPencil, IconCircleFilled } from '@tabler/icons-react';
import { isDirty, type EditorState } from '../editor/state.ts';
import { useEditor } from '../editor/use-editor.ts';
import { count } from '../graph/model/summary.ts';

/** Whether conversations use what is saved. */
export function LiveBadge() {
  const isLive = useEditor(({ base }) => base.isLive);
  const words = useEditor(draftWords);
  if (isLive) {
    return (
      <Tooltip label="Conversations use this version.">
        <Badge color="teal" leftSection={<IconCircleFilled size={8} />} style={{ flexShrink: 0 }}>
          Live
        </Badge>
      </Tooltip>
    );
  }
  return (
    <Tooltip label={words}>
      <Badge color="orange" leftSection={<IconPencil size={11} />} style={{ flexShrink: 0 }} aria-label={words}>
        Draft
      </Badge>
    </Tooltip>
  );
}

function draftWords({ base, problems }: EditorState): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const begin = errors > 0 ? `Draft with ${count(errors, 'error')}` : 'Draft';
  return base.liveVersion === null
    ? `${begin}: the bot does not use it yet.`
    : `${begin}: the bot still uses version ${base.liveVersion}.`;
}

/** Whether everything is saved. */
export function SavingMark() {
  const saving = useEditor((state) => state.saving);
  const dirty = useEditor(isDirty);
  const isReadOnly = useEditor((state) => state.isReadOnly);
  if (isReadOnly) {
    return (
      <Text size="xs" c="dimmed" style={{ flexShrink: 0 }}>
        To look at only
      </Text>
    );
  }
  return (
    <Text
      size="xs"
      c="dimmed"
      role="status"
      style={{ flexShrink: 0, display: 'flex', gap: 6, alignItems: 'center', whiteSpace: 'nowrap' }}
    >
      {saving === 'saving' && <Loader size={12} />}
      {saving === 'offline' && <IconCloudOff size={14} aria-hidden />}
      {wordsFor(saving, dirty)}
    </Text>
  );
}

function wordsFor(saving: EditorState['saving'], dirty: boolean): string {
  if (saving === 'saving') return 'Saving';
  if (saving === 'offline') return 'No connection: kept here';
  if (saving === 'failed' && dirty) return 'Not saved';
  return dirty ? 'Not saved yet' : 'Saved';
}
