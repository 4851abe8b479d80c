import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { closeModal, openModal } from '@mantine/modals';
import { useState, type ReactNode } from 'react';

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

/** On what has the focus, it keeps Escape from whatever lies underneath, such as the drawer in which the question arose. */
const keepsEscape = { 'data-mantine-stop-propagation': 'true' } as const;

/** Asks before something is lost. */
export function askFirst(question: Question): void {
  openModal({
    ...{ modalId, title: question.title, children: <Confirmation {...question} /> },
    closeButtonProps: { 'aria-label': 'Close', ...keepsEscape },
    attributes: { content: keepsEscape },
    onKeyDown: ({ key }) => {
      if (key === 'Escape') closeModal(modalId);
    },
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
            {...keepsEscape}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => closeModal(modalId)} {...keepsEscape}>
            {cancel}
          </Button>
          <Button
            color="red.9"
            type="submit"
            disabled={!isReady}
            data-autofocus={typed === undefined || undefined}
            {...keepsEscape}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
