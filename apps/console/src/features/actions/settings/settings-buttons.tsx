import { Button, Group, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { askFirst } from '../../../ui/confirm.tsx';
import { showDone } from '../../../ui/notices.tsx';
import type { Action } from '../actions.queries.ts';
import { lossOf } from '../authorization/losses.ts';
import type { Enabling } from '../lifecycle/use-enabling.ts';
import type { Draft } from './use-draft.ts';

interface SettingsButtonsProps {
  readonly action: Action;
  readonly draft: Draft;
  readonly enabling: Enabling;
  /** What is changed is in use: it is saved by itself, after asking. */
  readonly mustSave: boolean;
  readonly save: () => Promise<void>;
  readonly isSaving: boolean;
  /** There is a shared authorization that it would work with: its own, or the one saved with the profile. */
  readonly isAuthorized: boolean;
}

/** Enables an action with what is chosen, or saves changes of one that is in use. */
export function SettingsButtons(props: SettingsButtonsProps) {
  const { action, mustSave } = props;
  if (mustSave) return <ChangeButtons {...props} />;
  return action.state === 'configured' || action.state === 'error' ? null : <EnableButton {...props} />;
}

function EnableButton({ draft, enabling, save, isSaving, isAuthorized }: SettingsButtonsProps) {
  const isMissing = draft.mode === 'pre-authorized' && !isAuthorized;
  const start = async () => {
    try {
      if (draft.isDirty) await save();
      enabling.enable();
    } catch {
      // The form shows why it could not be saved.
    }
  };
  return (
    <Group justify="flex-end" gap="md">
      {isMissing && (
        <Text size="sm" c="dimmed">
          Authorize first; then the action can be enabled.
        </Text>
      )}
      <Button
        leftSection={<IconPlayerPlay size={16} />}
        disabled={!draft.isComplete || isMissing}
        loading={isSaving || enabling.isPending}
        onClick={() => void start()}
      >
        Enable
      </Button>
    </Group>
  );
}

function ChangeButtons({ action, draft, save, isSaving }: SettingsButtonsProps) {
  const keep = () =>
    save().then(
      () => showDone('The authorization of the action is changed.'),
      () => undefined,
    );
  const ask = () =>
    askFirst({
      title: `Change how ${action.name} is authorized?`,
      body: lossOf(action, draft),
      confirm: 'Change it',
      onConfirm: () => void keep(),
    });
  return (
    <Group justify="flex-end" gap="xs">
      <Text size="sm" c="dimmed" me="auto">
        Changes are not saved yet.
      </Text>
      <Button variant="default" onClick={draft.discard}>
        Discard
      </Button>
      <Button disabled={!draft.isComplete} loading={isSaving} onClick={ask}>
        Save changes
      </Button>
    </Group>
  );
}
