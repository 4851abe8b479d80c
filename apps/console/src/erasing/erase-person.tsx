import { Button, List, Stack, Text } from '@mantine/core';
import { openModal } from '@mantine/modals';
import { IconUserX } from '@tabler/icons-react';
import { askFirst } from '../ui/confirm.tsx';
import { ErasureProof } from './erasure-proof.tsx';
import { useErase } from './erasing.queries.ts';

interface ErasePersonProps {
  readonly botId: string;
  /** How people are told of the person. */
  readonly name: string;
  /** Our own id of the person, found out once it is needed. */
  readonly find: () => Promise<string>;
  /** Words of the button; a screen reader hears the name too. */
  readonly label: string;
  readonly size?: 'compact-sm';
  readonly onBegun?: () => void;
}

/** Erases a person everywhere, after a question that tells what goes; then shows how far it is, and the proof. */
export function ErasePerson({ botId, name, find, label, size, onBegun }: ErasePersonProps) {
  const erase = useErase(botId);
  const begin = async () => {
    const erasure = await erase.mutateAsync(await find());
    onBegun?.();
    openModal({
      title: `Erasing ${name}`,
      size: 'lg',
      children: <ErasureProof botId={botId} erasureId={erasure.id} name={name} />,
    });
  };
  const ask = () =>
    askFirst({
      title: `Erase ${name}?`,
      body: <WhatGoes name={name} />,
      confirm: 'Erase everything',
      cancel: 'Keep them',
      typed: 'erase',
      // What goes wrong is told by a notice.
      onConfirm: () => void begin().catch(() => undefined),
    });
  return (
    <Button
      variant="default"
      size={size}
      leftSection={<IconUserX size={16} />}
      aria-label={label.includes(name) ? undefined : `${label} ${name}`}
      onClick={ask}
      loading={erase.isPending}
    >
      {label}
    </Button>
  );
}

function WhatGoes({ name }: { readonly name: string }) {
  return (
    <Stack gap="xs">
      <Text size="sm">All that is known of {name} goes:</Text>
      <List size="sm">
        <List.Item>conversations with everything that was said, and what waits in them</List.Item>
        <List.Item>inputs and outputs of runs for them, and samples, events and deliveries that name them</List.Item>
        <List.Item>authorizations, revoked at the system where it can be asked</List.Item>
      </List>
      <Text size="sm">
        What the bot did in other systems stays there. The audit trail keeps that somebody was erased, under a
        pseudonym. This cannot be undone.
      </Text>
    </Stack>
  );
}
