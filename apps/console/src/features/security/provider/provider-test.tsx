import { Alert, Button, Group, List, Stack } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useTestSingleSignOn } from '../security.queries.ts';

/** Asks the provider who it is, before anybody depends on it. */
export function ProviderTest({ issuer }: { readonly issuer: string }) {
  const test = useTestSingleSignOn();
  const isUsable = test.data?.isUsable === true;
  return (
    <Stack gap="sm">
      <Group>
        <Button variant="default" disabled={issuer === ''} loading={test.isPending} onClick={() => test.mutate(issuer)}>
          Test provider
        </Button>
      </Group>
      {test.isError && <ProblemAlert error={test.error} />}
      {test.data !== undefined && (
        <Alert
          role="status"
          color={isUsable ? 'teal' : 'red'}
          icon={isUsable ? <IconCheck /> : <IconAlertTriangle />}
          title={isUsable ? 'The provider can be used' : 'The provider cannot be used'}
        >
          <List size="sm" spacing={4}>
            {test.data.findings.map((finding) => (
              <List.Item key={finding}>{finding}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  );
}
