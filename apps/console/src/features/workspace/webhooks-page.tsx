import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { NewWebhook } from './webhooks/new-webhook.tsx';
import { WebhookCard } from './webhooks/webhook-card.tsx';
import { webhooksQuery } from './webhooks/webhooks.queries.ts';

/** Addresses that are told of what happens, and what was sent to them. */
export function WebhooksPage() {
  return (
    <Page
      title="Webhooks"
      description="Programs of yours that are told when something happens. Messages are signed, and sent again until they are taken."
    >
      <Webhooks />
    </Page>
  );
}

function Webhooks() {
  const webhooks = useInfiniteQuery(webhooksQuery);
  const [isMaking, making] = useDisclosure(false);
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={making.open}>
      New webhook
    </Button>
  );
  return (
    <>
      {webhooks.isPending && <LoadingRows count={2} />}
      {webhooks.isError && <ProblemAlert error={webhooks.error} onRetry={() => void webhooks.refetch()} />}
      {webhooks.data?.length === 0 && (
        <EmptyState icon={IconWebhook} title="Nobody is told yet" action={create}>
          Enter the address of your program: it is told when somebody has authorized, when an authorization stops
          working, when a conversation waits, and more.
        </EmptyState>
      )}
      {webhooks.data !== undefined && webhooks.data.length > 0 && <div>{create}</div>}
      {webhooks.data?.map((webhook) => (
        <WebhookCard key={webhook.id} webhook={webhook} />
      ))}
      <LoadMore query={webhooks} />
      <NewWebhook isOpen={isMaking} onClose={making.close} />
    </>
  );
}
