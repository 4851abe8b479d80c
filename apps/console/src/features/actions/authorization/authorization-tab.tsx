import { Alert, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { LoadingRows } from '../../../ui/loading.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { TabProps } from '../action-tabs.tsx';
import { usableProfilesQuery } from './authorization.queries.ts';
import { SettingsForm } from './settings-form.tsx';

/** Who authorizes an action, with which app, and how that stands. */
export function AuthorizationTab(props: TabProps) {
  const { action, connector } = props;
  const profiles = useQuery(usableProfilesQuery(connector));
  return (
    <Stack gap="lg" maw="52rem">
      {action.fault !== null && (
        <Alert
          color={action.state === 'error' ? 'red' : 'orange'}
          icon={<IconAlertTriangle />}
          title={action.fault.message}
          role="status"
        >
          {action.fault.cure}
        </Alert>
      )}
      {profiles.isPending && <LoadingRows count={4} />}
      {profiles.isError && <ProblemAlert error={profiles.error} onRetry={() => void profiles.refetch()} />}
      {profiles.data !== undefined && <SettingsForm {...props} profiles={profiles.data} />}
    </Stack>
  );
}
