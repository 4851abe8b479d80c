import { Code, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useSystemName } from '../../api/connectors.ts';
import { Details, type Detail } from '../../ui/details.tsx';
import { TextLink } from '../../ui/links.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { PageProblem } from '../../ui/problem-alert.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section } from '../../ui/section.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { runQuery, type Run } from './activity.queries.ts';
import { Outcome } from './runs/outcome.tsx';
import { Trace } from './runs/trace.tsx';
import { durationWords, operationWords, personOf } from './words.ts';

const route = getRouteApi('/signed-in/bots/$botId/activity/runs/$runId');

/** One run: what came of it, and every request that it sent. */
export function RunPage() {
  const { botId, runId } = route.useParams();
  const run = useQuery(runQuery(botId, runId));
  if (run.data !== undefined) return <Loaded botId={botId} run={run.data} />;
  if (run.isError) return <PageProblem error={run.error} reset={() => void run.refetch()} />;
  return <LoadingPage />;
}

function Loaded({ botId, run }: { readonly botId: string; readonly run: Run }) {
  const systemName = useSystemName()(run.connectorId);
  return (
    <Page
      title={operationWords(run.operation)}
      description={`In ${systemName}, for ${personOf(run.endUser)}.`}
      crumbs={[{ label: 'Activity', to: `/bots/${botId}/activity` }]}
      actions={<StateBadge state={run.status} />}
    >
      <Stack gap="lg">
        <Outcome botId={botId} run={run} />
        <Section title="Requests">
          {run.trace.length === 0 ? (
            <Text size="sm" c="dimmed">
              {run.status === 'running' ? 'They appear when the run is over.' : `Nothing was sent to ${systemName}.`}
            </Text>
          ) : (
            <>
              <Text size="sm" c="dimmed">
                Paths are shown without their values, and bodies are not kept. To see both, run the operation on the
                page of the action.
              </Text>
              <Trace calls={run.trace} />
            </>
          )}
        </Section>
        <Section title="Details">
          <Details items={detailsOf(botId, run, systemName)} />
        </Section>
      </Stack>
    </Page>
  );
}

function detailsOf(botId: string, run: Run, systemName: string): readonly Detail[] {
  const { connectorId, conversationId, authorizationId, endUser } = run;
  return [
    { label: 'Operation', value: <Code>{run.operation}</Code> },
    {
      label: 'Action',
      value: (
        <TextLink to="/bots/$botId/actions/$connectorId" params={{ botId, connectorId }} size="sm">
          {systemName}
        </TextLink>
      ),
    },
    { label: 'For', value: personOf(endUser) },
    { label: 'Known as', value: endUser && <Code>{endUser.id}</Code> },
    { label: 'From', value: run.source === 'dialog' ? 'A dialog' : 'The API or the console' },
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
    { label: 'Started', value: <RelativeTime time={run.startedAt} /> },
    { label: 'Took', value: durationWords(run) },
    { label: 'Id', value: <Code>{run.id}</Code> },
  ];
}
