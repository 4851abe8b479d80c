import { Alert, Stack, Text } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../../api/session.ts';
import { LoadingRows } from '../../../ui/loading.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { noticePreferencesQuery, useChangeNoticePreference } from '../../../api/notices.ts';
import { noticeEventsQuery, useChooseNoticeEvents } from '../notices.queries.ts';
import { PreferenceRows } from './preference-rows.tsx';

/** How the member is told of each kind of notice, and which kinds the workspace's webhooks are told of. */
export function Preferences({ heading = 'h2' }: { readonly heading?: 'h2' | 'h3' }) {
  const preferences = useQuery(noticePreferencesQuery);
  const mayManageWebhooks = useMay('webhooks:manage');
  const events = useQuery({ ...noticeEventsQuery, enabled: mayManageWebhooks });
  const change = useChangeNoticePreference();
  const choose = useChooseNoticeEvents();
  if (preferences.isError) {
    return <ProblemAlert error={preferences.error} onRetry={() => void preferences.refetch()} />;
  }
  if (preferences.isPending) return <LoadingRows />;
  const { canMail, email, items } = preferences.data;
  const told = events.data?.kinds;
  return (
    <Stack gap="md" maw="52rem">
      {canMail ? (
        <Text size="sm">E-mails go to {email}; what comes at once comes in one.</Text>
      ) : (
        <Alert color="gray" icon={<IconMailOff />} title="No e-mails yet">
          Whoever runs this installation has set up no mail server, so that nothing is mailed. What you choose here
          counts once there is one.
        </Alert>
      )}
      <PreferenceRows
        heading={heading}
        items={items}
        onChange={(item) => change.mutate(item)}
        webhookKinds={told}
        onWebhook={(kind, isTold) =>
          choose.mutate(isTold ? [...(told ?? []), kind] : (told ?? []).filter((one) => one !== kind))
        }
      />
      {mayManageWebhooks && (
        <Text size="sm" c="dimmed">
          Webhooks are for the whole workspace: they hear of a kind by the event notice.created, once for each notice.
        </Text>
      )}
      {events.isError && <ProblemAlert error={events.error} onRetry={() => void events.refetch()} />}
    </Stack>
  );
}
