import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useSystemName } from '../../api/connectors.ts';
import { useMay } from '../../api/session.ts';
import { askFirst } from '../../ui/confirm.tsx';
import { Details, type Detail } from '../../ui/details.tsx';
import { TextLink } from '../../ui/links.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { PageProblem } from '../../ui/problem-alert.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section } from '../../ui/section.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { isOpen, requestQuery, useWithdraw, type AuthorizationRequest } from './activity.queries.ts';
import { cures } from './requests/cures.ts';
import { RequestTimeline } from './requests/request-timeline.tsx';
import { personOf } from './words.ts';

const route = getRouteApi('/signed-in/bots/$botId/activity/requests/$requestId');

/** One request to authorize: how far it got, why it ended, and what to do. */
export function RequestPage() {
  const { botId, requestId } = route.useParams();
  const request = useQuery(requestQuery(botId, requestId));
  if (request.data !== undefined) return <Loaded botId={botId} request={request.data} />;
  if (request.isError) return <PageProblem error={request.error} reset={() => void request.refetch()} />;
  return <LoadingPage />;
}

interface LoadedProps {
  readonly botId: string;
  readonly request: AuthorizationRequest;
}

function Loaded({ botId, request }: LoadedProps) {
  const { connectorId, endUser, status } = request;
  const systemName = useSystemName()(connectorId);
  return (
    <Page
      title={endUser === null ? `Authorize ${systemName}` : `${personOf(endUser)} and ${systemName}`}
      description={endUser === null ? 'One authorization for everybody.' : 'An authorization of one person.'}
      crumbs={[{ label: 'Activity', to: `/bots/${botId}/activity` }]}
      actions={
        <Group gap="sm">
          <StateBadge state={status} />
          {isOpen(request) && <WithdrawButton botId={botId} request={request} />}
        </Group>
      }
    >
      <Stack gap="lg">
        <Outcome request={request} />
        <Section title="What happened">
          <RequestTimeline request={request} />
        </Section>
        <Section title="Details">
          <Details items={detailsOf(botId, request, systemName)} />
        </Section>
      </Stack>
    </Page>
  );
}

function Outcome({ request: { status, reason, message, accountName } }: { readonly request: AuthorizationRequest }) {
  if (status === 'completed') {
    return (
      <Alert color="teal" icon={<IconCheck />} title="Authorized">
        The account is {accountName ?? 'not named'}.
      </Alert>
    );
  }
  if (reason === null) return null;
  const isCalm = status === 'cancelled' || status === 'expired';
  return (
    <Alert color={isCalm ? 'gray' : 'red'} icon={<IconAlertTriangle />} title={message ?? 'It ended'}>
      <Text size="sm">
        <b>What to do:</b> {cures[reason]}
      </Text>
    </Alert>
  );
}

function WithdrawButton({ botId, request }: LoadedProps) {
  const withdraw = useWithdraw(botId, request.id);
  const mayWithdraw = useMay('authorizations:request');
  if (!mayWithdraw) return null;
  const ask = () =>
    askFirst({
      title: 'Withdraw this request?',
      body: 'Its link stops working at once. A conversation that waits for it is told.',
      confirm: 'Withdraw',
      onConfirm: () => withdraw.mutate(),
    });
  return (
    <Button variant="default" loading={withdraw.isPending} onClick={ask}>
      Withdraw
    </Button>
  );
}

function detailsOf(botId: string, request: AuthorizationRequest, systemName: string): readonly Detail[] {
  const { connectorId, conversationId, authorizationId, endUser, startedBy, scopes } = request;
  const starters: Readonly<Record<string, string>> = { member: 'A member', 'api-key': 'An API key' };
  return [
    { label: 'For', value: endUser === null ? 'Everybody' : personOf(endUser) },
    { label: 'Known as', value: endUser && <Code>{endUser.id}</Code> },
    {
      label: 'Action',
      value: (
        <TextLink to="/bots/$botId/actions/$connectorId" params={{ botId, connectorId }} size="sm">
          {systemName}
        </TextLink>
      ),
    },
    { label: 'Asked by', value: starters[startedBy.kind] ?? 'A conversation' },
    {
      label: 'Conversation',
      value: conversationId && (
        <TextLink to="/bots/$botId/conversations/$conversationId" params={{ botId, conversationId }} size="sm">
          Open the conversation
        </TextLink>
      ),
    },
    {
      label: 'Authorization',
      value: authorizationId && (
        <TextLink to="/authorizations" search={{ botId, id: authorizationId }} size="sm">
          Open the authorization
        </TextLink>
      ),
    },
    {
      label: 'Scopes',
      value: scopes.length > 0 && (
        <Group gap={6}>
          {scopes.map((scope) => (
            <Code key={scope}>{scope}</Code>
          ))}
        </Group>
      ),
    },
    { label: 'Asked', value: <RelativeTime time={request.createdAt} /> },
    { label: 'Link good until', value: isOpen(request) && <RelativeTime time={request.expiresAt} /> },
    { label: 'Id', value: <Code>{request.id}</Code> },
  ];
}
