import { Alert, Button, Checkbox, CopyButton, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';

/** Of what ends with recovery codes. */
export interface StepProps {
  readonly onDone: () => void;
  /** Called when codes are shown: what they stand in must not be closed by a slip from then on. */
  readonly onCodes?: () => void;
}

interface RecoveryCodesProps {
  /** What has just happened. */
  readonly title: string;
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

/** The recovery codes, this once: to be copied or saved before anything else. */
export function RecoveryCodes({ title, codes, onDone }: RecoveryCodesProps) {
  const [isKept, setKept] = useState(false);
  return (
    <Stack gap="md">
      <Alert color="teal" icon={<IconKey />} title={title} role="status">
        <Text size="sm">
          Should you lose the authenticator, each of these codes lets you in once. They are not shown again: print them,
          or keep them where you keep passwords.
        </Text>
      </Alert>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {codes.map((code) => (
          <Text key={code} component="li" ff="monospace" size="sm">
            {code}
          </Text>
        ))}
      </SimpleGrid>
      <Group gap="xs">
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" size="xs" onClick={copy}>
              {copied ? 'Copied' : 'Copy codes'}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" size="xs" onClick={() => save(codes)}>
          Save as a file
        </Button>
      </Group>
      <Checkbox
        label="I have kept the codes"
        checked={isKept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <Group justify="flex-end">
        <Button disabled={!isKept} onClick={onDone}>
          Done
        </Button>
      </Group>
    </Stack>
  );
}

function save(codes: readonly string[]): void {
  const text = `Recovery codes for ${window.location.host}, each good once:\n\n${codes.join('\n')}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'attache-recovery-codes.txt';
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
