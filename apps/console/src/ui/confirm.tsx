import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { closeModal, openModal } from '@mantine/modals';
import { useState, type ReactNode } from 'react';
import { overOthers } from './over-others.ts';

interface Question {
  readonly title: string;
  /** What is lost, in words. */
  readonly body: ReactNode;
  /** What the button says: the verb. */
  readonly confirm: string;
  /** What the other button says. */
  readonly cancel?: string;
  /** What must be typed first, where a lot is lost. */
  readonly typed?: string;
  readonly onConfirm: () => void;
}

const modalId = 'confirm';

/** Asks before something is lost. */
export function askFirst(question: Question): void {
  openModal({
    ...{ modalId, title: question.title, children: <Confirmation {...question} /> },
    closeButtonProps: { 'aria-label': 'Close' },
    ...overOthers(() => closeModal(modalId)),
  });
}

function Confirmation({ body, confirm, cancel = 'Keep it', typed, onConfirm }: Question) {
  const [text, setText] = useState('');
  const isReady = typed === undefined || text.trim() === typed;
  const finish = () => {
    closeModal(modalId);
    onConfirm();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) finish();
      }}
    >
      <Stack gap="md">
        <Text size="sm" component="div">
          {body}
        </Text>
        {typed !== undefined && (
          <TextInput
            label={
              <>
                Type <b>{typed}</b> to go on
              </>
            }
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => closeModal(modalId)}>
            {cancel}
          </Button>
          <Button color="red.9" type="submit" disabled={!isReady} data-autofocus={typed === undefined || undefined}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
