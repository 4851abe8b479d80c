import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { askFirst } from '../../../ui/confirm.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { useMakeSecret, type WebChat } from './web-chat.queries.ts';

interface SigningSecretsProps {
  readonly botId: string;
  readonly secrets: WebChat['secrets'];
}

/** The secrets with which a page of somebody else vouches for its users; a new one is shown once. */
export function SigningSecrets({ botId, secrets }: SigningSecretsProps) {
  const make = useMakeSecret(botId);
  const [newest, oldest] = secrets;
  const begin = () => {
    if (!oldest) return make.mutate();
    askFirst({
      title: 'Make another signing secret?',
      body: 'Two are valid at a time: the older of the two stops working at once.',
      confirm: 'Make the secret',
      onConfirm: () => make.mutate(),
    });
  };
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <div>
          <Text size="sm" fw={500}>
            Signing secret
          </Text>
          <Text size="xs" c="dimmed">
            {newest ? (
              <>
                Your page signs who its user is (JWT, HS256). Set{' '}
                <RelativeTime time={newest.createdAt} span size="xs" />.
              </>
            ) : (
              'With it your page signs who its user is (JWT, HS256), so that nobody is asked twice.'
            )}
          </Text>
        </div>
        <Button variant="default" leftSection={<IconKey size={16} />} loading={make.isPending} onClick={begin}>
          {newest ? 'Make another' : 'Make a secret'}
        </Button>
      </Group>
      {make.data && (
        <Alert color="teal" title="Copy it now: it is not shown again">
          <CopyField label="Signing secret" value={make.data.secret} />
        </Alert>
      )}
    </Stack>
  );
}
