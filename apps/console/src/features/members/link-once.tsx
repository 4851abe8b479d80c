import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { CopyField } from '../../ui/copy-field.tsx';

/** A link that is known for this once. */
export interface Link {
  readonly url: string;
  readonly isMailed: boolean;
  /** Whom it is for. */
  readonly email: string;
}

interface LinkOnceProps {
  readonly title: string;
  /** How long it lasts. */
  readonly lifetime: string;
  readonly link: Link | undefined;
  readonly onClose: () => void;
}

/** Shows a link for the only time; it is not closed by a slip. */
export function LinkOnce({ title, lifetime, link, onClose }: LinkOnceProps) {
  return (
    <Modal
      opened={link !== undefined}
      onClose={onClose}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Alert color="orange" icon={<IconAlertTriangle />} title="Copy it now">
          It is shown this once. {link?.isMailed ? `It was mailed to ${link.email} too.` : 'No mail was sent.'}
        </Alert>
        <CopyField
          label="Link"
          value={link?.url ?? ''}
          description={`Give it to ${link?.email ?? ''} and nobody else. It works once, within ${lifetime}.`}
        />
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            I have copied it
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
