import { ActionIcon, Autocomplete, Badge, Button, Group, Paper, Stack } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useEditor } from '../../editor/use-editor.ts';
import type { Channels, MessageVariant } from '../../../../dialog-graph/graph.ts';
import { Section } from '../parts/section.tsx';
import { VariantList } from './variant-list.tsx';

const most = 20;
const fitting = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$/;
const usual = ['web', 'console', 'api', 'sms', 'whatsapp', 'slack', 'voice'];

interface ChannelListProps {
  readonly nodeId: string;
  readonly channels: Channels;
  /** What a new channel begins with. */
  readonly like: readonly MessageVariant[];
  readonly onChange: (channels: Channels, about?: string) => void;
}

/** What is said instead where an end user talks to the bot on some channel. */
export function ChannelList({ nodeId, channels, like, onChange }: ChannelListProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const entries = Object.entries(channels);
  if (isReadOnly && entries.length === 0) return null;
  const remove = (channel: string) => onChange(Object.fromEntries(entries.filter(([name]) => name !== channel)));
  return (
    <Section
      title="On some channels"
      hint="Said instead of all of the above where somebody talks to the bot on that channel, in every language."
    >
      {entries.map(([channel, variants]) => (
        <Paper key={channel} withBorder p="sm" radius="md" bg="transparent" role="group" aria-label={`On ${channel}`}>
          <Stack gap="xs" data-pointer={`/channels/${channel}`}>
            <Group justify="space-between" wrap="nowrap">
              <Badge variant="light" color="gray" tt="none">
                {channel}
              </Badge>
              {!isReadOnly && (
                <ActionIcon size="sm" aria-label={`Remove the channel ${channel}`} onClick={() => remove(channel)}>
                  <IconTrash size={14} />
                </ActionIcon>
              )}
            </Group>
            <VariantList
              nodeId={nodeId}
              pointer={`/channels/${channel}`}
              variants={variants}
              onChange={(next, about) => onChange({ ...channels, [channel]: next }, about)}
            />
          </Stack>
        </Paper>
      ))}
      {!isReadOnly && entries.length < most && (
        <NewChannel taken={Object.keys(channels)} onAdd={(channel) => onChange({ ...channels, [channel]: like })} />
      )}
    </Section>
  );
}

interface NewChannelProps {
  readonly taken: readonly string[];
  readonly onAdd: (channel: string) => void;
}

function NewChannel({ taken, onAdd }: NewChannelProps) {
  const [name, setName] = useState<string>();
  if (name === undefined) {
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => setName('')}
      >
        Say something else on a channel
      </Button>
    );
  }
  const wanted = name.trim();
  const fault = faultOf(wanted, taken);
  const add = () => {
    if (wanted === '' || fault !== undefined) return;
    onAdd(wanted);
    setName(undefined);
  };
  return (
    <Group
      gap="xs"
      align="flex-end"
      wrap="nowrap"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        setName(undefined);
      }}
    >
      <Autocomplete
        flex={1}
        data-autofocus
        autoFocus
        label="Channel"
        description="As the host names it; “web” is the web chat, “console” the talk beside the canvas."
        data={usual.filter((each) => !taken.includes(each))}
        value={name}
        error={fault}
        maxLength={50}
        selectFirstOptionOnChange={false}
        onChange={setName}
      />
      <Button size="sm" variant="light" disabled={wanted === '' || fault !== undefined} onClick={add}>
        Add
      </Button>
    </Group>
  );
}

function faultOf(name: string, taken: readonly string[]): string | undefined {
  if (taken.some((each) => each.toLowerCase() === name.toLowerCase())) return 'This channel is there already.';
  return name === '' || fitting.test(name) ? undefined : 'Letters, digits, dots, dashes and underscores only.';
}
