import { Alert, Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { inBytes } from './in-bytes.ts';
import { keepFile, type ReceivedFile } from './transfers.ts';

/** A file that has come. */
export function Received({ file }: { readonly file: ReceivedFile }) {
  return (
    <Alert color="teal" icon={<IconDownload />} title={file.name} role="status">
      <Group gap="sm" justify="space-between">
        <Text size="sm">{inBytes(file.blob.size)}, among your downloads.</Text>
        <Button size="xs" variant="light" color="teal" onClick={() => keepFile(file)}>
          Save it again
        </Button>
      </Group>
    </Alert>
  );
}
