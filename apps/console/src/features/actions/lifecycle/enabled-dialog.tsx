import { Button, Group, Modal, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { Action } from '../actions.queries.ts';

interface EnabledDialogProps {
  readonly opened: boolean;
  readonly action: Action;
  readonly onExplore: () => void;
  readonly onSkip: () => void;
}

/** Tells that an action works, and what comes next. */
export function EnabledDialog({ opened, action, onExplore, onSkip }: EnabledDialogProps) {
  return (
    <Modal opened={opened} onClose={onSkip} title="Integration successful">
      <Stack gap="md">
        <Group wrap="nowrap" align="flex-start">
          <ThemeIcon color="teal" variant="light" size={40} radius="xl" aria-hidden>
            <IconCheck size={22} />
          </ThemeIcon>
          <Text size="sm">
            {action.name} is enabled.{' '}
            {action.authorizationMode === 'end-user'
              ? 'Whoever talks to the bot is asked to authorize when it first needs the system.'
              : 'The bot uses the shared authorization for everybody.'}{' '}
            Install a ready-made dialog next, and the bot can be talked to.
          </Text>
        </Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onSkip}>
            Skip for now
          </Button>
          <Button onClick={onExplore} data-autofocus>
            Explore templates
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
