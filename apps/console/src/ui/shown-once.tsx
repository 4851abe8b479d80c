import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { CopyField } from './copy-field.tsx';
import { overOthers } from './over-others.ts';

interface ShownOnceProps {
  readonly title: string;
  readonly label: string;
  /** Why it is to be copied now. */
  readonly warning: string;
  /** What it is good for, and where it belongs. */
  readonly description: string;
  readonly value: string | undefined;
  readonly onClose: () => void;
}

/** Shows a secret or a link for the only time; it is not closed by a slip. */
export function ShownOnce({ title, label, warning, description, value, onClose }: ShownOnceProps) {
  return (
    <Modal
      opened={value !== undefined}
      onClose={onClose}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      withCloseButton={false}
      {...overOthers()}
    >
      <Stack gap="md">
        <Alert color="orange" icon={<IconAlertTriangle />} title="Copy it now">
          {warning}
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
