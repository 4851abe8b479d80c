import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { CopyField } from '../../ui/copy-field.tsx';

interface SecretOnceProps {
  readonly title: string;
  readonly label: string;
  /** What it is good for, and where it belongs. */
  readonly description: string;
  readonly value: string | undefined;
  readonly onClose: () => void;
}

/** Shows a secret for the only time; it is not closed by a slip. */
export function SecretOnce({ title, label, description, value, onClose }: SecretOnceProps) {
  return (
    <Modal
      opened={value !== undefined}
      onClose={onClose}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Alert color="orange" icon={<IconAlertTriangle />} title="Copy it now">
          It is shown this once and cannot be read again.
        </Alert>
        <CopyField label={label} value={value ?? ''} description={description} />
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            I have copied it
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
