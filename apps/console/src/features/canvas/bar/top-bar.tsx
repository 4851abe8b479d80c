import { ActionIcon, Button, Group, TextInput, Tooltip } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconDeviceFloppy,
  IconLayoutDistributeVertical,
  IconMessageChatbot,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../../api/session.ts';
import { draftOf, isDirty } from '../editor/state.ts';
import { useCommands, useEditor } from '../editor/use-editor.ts';
import { LiveBadge, SavingMark } from './badges.tsx';
import { FileMenu } from './file-menu.tsx';
import { NodeSearch } from './node-search.tsx';
import { ProblemsMenu } from './problems-menu.tsx';
import classes from './top-bar.module.css';

interface TopBarProps {
  readonly botId: string;
  readonly onSave: () => void;
  readonly isTalking: boolean;
  readonly onTalk: () => void;
}

/** What is edited, how it stands, and what can be done with the whole. */
export function TopBar({ botId, onSave, isTalking, onTalk }: TopBarProps) {
  const { undo, redo, layout } = useCommands();
  const { name } = useEditor(draftOf);
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const canUndo = useEditor(({ history }) => history.past.length > 0);
  const canRedo = useEditor(({ history }) => history.future.length > 0);
  const dirty = useEditor(isDirty);
  const saving = useEditor((state) => state.saving);
  const control = useOs() === 'macos' ? '⌘' : 'Ctrl ';
  return (
    <header className={classes.bar}>
      <Group gap={6} wrap="nowrap" className={classes.start}>
        <Tooltip label="All dialogs">
          <ActionIcon component={Link} to={`/bots/${botId}/dialogs`} aria-label="Back to the dialogs">
            <IconArrowLeft size={18} />
          </ActionIcon>
        </Tooltip>
        <NameField />
        <LiveBadge />
        <SavingMark />
      </Group>
      <Group gap={4} wrap="nowrap" className={classes.tools}>
        {!isReadOnly && (
          <>
            <Tool label={`Undo (${control}Z)`} isOff={!canUndo} onClick={undo}>
              <IconArrowBackUp size={18} />
            </Tool>
            <Tool label={`Redo (${control}Shift Z)`} isOff={!canRedo} onClick={redo}>
              <IconArrowForwardUp size={18} />
            </Tool>
          </>
        )}
        <Tool label="Lay out anew" onClick={layout}>
          <IconLayoutDistributeVertical size={18} />
        </Tool>
        <NodeSearch />
        <ProblemsMenu />
        <FileMenu />
      </Group>
      <Group gap={6} wrap="nowrap">
        <TalkButton isTalking={isTalking} onTalk={onTalk} />
        {!isReadOnly && (
          <Tooltip label={`Save (${control}S)`}>
            <Button
              size="xs"
              leftSection={<IconDeviceFloppy size={16} />}
              disabled={!dirty || name.trim() === ''}
              loading={saving === 'saving'}
              onClick={onSave}
            >
              Save
            </Button>
          </Tooltip>
        )}
      </Group>
    </header>
  );
}

/** The name of the dialog; left empty, it is the one that is saved. */
function NameField() {
  const { rename } = useCommands();
  const { name } = useEditor(draftOf);
  const saved = useEditor(({ base }) => base.name);
  const isReadOnly = useEditor((state) => state.isReadOnly);
  return (
    <TextInput
      variant="unstyled"
      aria-label="Name of the dialog"
      placeholder="Name of the dialog"
      classNames={{ root: classes.nameRoot, input: classes.name }}
      value={name}
      maxLength={100}
      readOnly={isReadOnly}
      onChange={(event) => rename(event.currentTarget.value)}
      onBlur={() => {
        if (name.trim() === '') rename(saved);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}

function TalkButton({ isTalking, onTalk }: Pick<TopBarProps, 'isTalking' | 'onTalk'>) {
  const mayTalk = useMay('conversations:hold');
  if (!mayTalk) return null;
  return (
    <Button
      variant={isTalking ? 'light' : 'default'}
      size="xs"
      leftSection={<IconMessageChatbot size={16} />}
      aria-pressed={isTalking}
      onClick={onTalk}
    >
      <span className={classes.wide}>Talk to bot</span>
      <span className={classes.narrow}>Talk</span>
    </Button>
  );
}

interface ToolProps {
  readonly label: string;
  readonly isOff?: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function Tool({ label, isOff, onClick, children }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={32} aria-label={label.replace(/ \(.*$/, '')} disabled={isOff} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
