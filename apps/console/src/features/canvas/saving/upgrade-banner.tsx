import { Badge, Button, Group, List, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf, type Schema } from '../../../api/client.ts';
import { showDone } from '../../../ui/notices.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { originQuery, taskQuery, toSaved } from '../canvas.queries.ts';
import { isDirty } from '../editor/state.ts';
import { taken } from '../editor/steps.ts';
import { useEditor, useStore } from '../editor/use-editor.ts';
import { Banner } from './banners.tsx';

type Origin = Schema<'TaskOriginView'>;
type Keep = Readonly<Record<string, 'mine' | 'theirs'>>;

interface UpgradeProps {
  readonly botId: string;
  readonly taskId: string;
}

/** Tells that the template has a newer version, what it changes, and takes it in without losing edits. */
export function UpgradeBanner({ botId, taskId }: UpgradeProps) {
  const version = useEditor(({ base }) => base.version);
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const origin = useQuery({ ...originQuery(botId, taskId, version), retry: false });
  const [isOpen, setOpen] = useState(false);
  if (!origin.data?.hasUpgrade || isReadOnly) return null;
  return (
    <>
      <Banner
        isCalm
        icon={<IconSparkles />}
        action={
          <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
            See what is new
          </Button>
        }
      >
        The template “{origin.data.title}” has a newer version.
      </Banner>
      {isOpen && <UpgradeModal {...{ botId, taskId, origin: origin.data }} onClose={() => setOpen(false)} />}
    </>
  );
}

interface UpgradeModalProps extends UpgradeProps {
  readonly origin: Origin;
  readonly onClose: () => void;
}

function UpgradeModal({ botId, taskId, origin, onClose }: UpgradeModalProps) {
  const store = useStore();
  const queryClient = useQueryClient();
  const dirty = useEditor(isDirty);
  const [keep, setKeep] = useState<Keep>(() =>
    Object.fromEntries(origin.conflicts.map(({ nodeId }) => [nodeId, 'mine' as const])),
  );
  const upgrade = useMutation({
    meta: { showsProblem: true },
    mutationFn: () =>
      bodyOf(
        api.POST('/v1/bots/{botId}/dialog-tasks/{taskId}/upgrade', {
          params: { path: { botId, taskId } },
          body: { version: store.state().base.version, keep },
        }),
      ),
    onSuccess: (task) => {
      queryClient.setQueryData(taskQuery(botId, taskId).queryKey, task);
      store.update((state) => taken(state, toSaved(task)));
      showDone(`The dialog has version ${origin.currentVersion ?? ''} of its template.`);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} size="lg" title={`What is new in “${origin.title}”`}>
      <Stack gap="md">
        <Text size="sm">
          From version {origin.installedVersion} to {origin.currentVersion}. What you changed yourself stays.
        </Text>
        <Changes changes={origin.changes} />
        {origin.conflicts.length > 0 && <Conflicts conflicts={origin.conflicts} keep={keep} onKeep={setKeep} />}
        {dirty && (
          <Text size="sm" c="dimmed">
            Save or undo your changes first: the upgrade works on what is saved.
          </Text>
        )}
        {upgrade.isError && <ProblemAlert error={upgrade.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button loading={upgrade.isPending} disabled={dirty} onClick={() => upgrade.mutate()}>
            Upgrade
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const words = { added: ['New', 'teal'], removed: ['Gone', 'red'], changed: ['Changed', 'ink'] } as const;

function Changes({ changes }: Pick<Origin, 'changes'>) {
  return (
    <List listStyleType="none" size="sm" spacing={6} aria-label="Changes">
      {changes.map(({ kind, nodeId, title, fields, isEdited }) => (
        <List.Item key={nodeId}>
          <Badge color={words[kind][1]} mr={8}>
            {words[kind][0]}
          </Badge>
          {title}
          <Text span size="xs" c="dimmed">
            {' '}
            {fields.filter(Boolean).join(', ')}
            {isEdited && ' (edited here)'}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}

interface ConflictsProps extends Pick<Origin, 'conflicts'> {
  readonly keep: Keep;
  readonly onKeep: (keep: Keep) => void;
}

function Conflicts({ conflicts, keep, onKeep }: ConflictsProps) {
  return (
    <Stack gap="xs" role="group" aria-label="Changed on both sides">
      <Text size="sm" fw={600}>
        Changed here and in the template
      </Text>
      {conflicts.map(({ nodeId, title, fields }) => (
        <Group key={nodeId} justify="space-between" wrap="nowrap">
          <Text size="sm">
            {title}{' '}
            <Text span size="xs" c="dimmed">
              {fields.join(', ')}
            </Text>
          </Text>
          <SegmentedControl
            size="xs"
            aria-label={`Which side of ${title} stays`}
            value={keep[nodeId] ?? 'mine'}
            data={[
              { value: 'mine', label: 'Mine' },
              { value: 'theirs', label: "The template's" },
            ]}
            onChange={(side) => onKeep({ ...keep, [nodeId]: side === 'mine' ? 'mine' : 'theirs' })}
          />
        </Group>
      ))}
    </Stack>
  );
}
