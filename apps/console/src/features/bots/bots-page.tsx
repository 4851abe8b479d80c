import { Button, Card, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconRobot } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useDivisionName } from '../../api/divisions.ts';
import { useMay } from '../../api/session.ts';
import { foundBotsQuery, type Bot } from '../../app/bot-query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { LoadingCards } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import classes from './bots-page.module.css';
import { CreateBotModal } from './create-bot-modal.tsx';

const route = getRouteApi('/signed-in/bots');

/** Every bot of the workspace; the first one is made here. */
export function BotsPage() {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const bots = useInfiniteQuery({ ...foundBotsQuery(q), placeholderData: keepPreviousData });
  const [isCreating, creating] = useDisclosure(false);
  const mayCreate = useMay('bots:edit');
  const create = mayCreate && (
    <Button leftSection={<IconPlus size={16} />} onClick={creating.open}>
      New bot
    </Button>
  );
  const isSearched = q !== undefined || bots.hasNextPage;
  return (
    <Page
      title="Bots"
      description="A bot is an assistant that your people talk to. Its actions let it work in other systems."
      actions={isSearched || bots.data?.length ? create : undefined}
    >
      {isSearched && (
        <SearchField
          label="Search bots"
          placeholder="Search by name"
          maw={{ xs: '22rem' }}
          value={q}
          onSearch={(text) => void navigate({ search: { q: text }, replace: true })}
        />
      )}
      <BotList bots={bots} nothing={q === undefined ? <NoBot create={create} /> : <NoSuchBot />} />
      <CreateBotModal opened={isCreating} onClose={creating.close} />
    </Page>
  );
}

interface BotListProps {
  readonly bots: UseInfiniteQueryResult<readonly Bot[]>;
  readonly nothing: ReactNode;
}

function BotList({ bots, nothing }: BotListProps) {
  return (
    <>
      {bots.isPending && <LoadingCards count={3} />}
      {bots.isError && <ProblemAlert error={bots.error} onRetry={() => void bots.refetch()} />}
      {bots.data?.length === 0 && nothing}
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        {bots.data?.map((bot) => (
          <BotCard key={bot.id} bot={bot} />
        ))}
      </SimpleGrid>
      <LoadMore query={bots} />
    </>
  );
}

function NoBot({ create }: { readonly create: ReactNode }) {
  if (create === false) {
    return (
      <EmptyState icon={IconRobot} title="No bot that you may see">
        There is none in the divisions that your roles are for. Whoever may make bots there begins; you then see them
        here.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconRobot} title="Make your first bot" action={create}>
      Give it a name. Then enable an action such as Salesforce, install a ready-made dialog, and talk to it: three
      steps, a few minutes.
    </EmptyState>
  );
}

function NoSuchBot() {
  return (
    <EmptyState icon={IconRobot} title="No bot has this name">
      Look for another part of its name.
    </EmptyState>
  );
}

function BotCard({ bot }: { readonly bot: Bot }) {
  const division = useDivisionName(bot.divisionId);
  return (
    <Card component={Link} to={`/bots/${bot.id}`} className={classes.card}>
      <Group gap="sm" wrap="nowrap" mb="xs">
        <IconRobot size={22} stroke={1.6} aria-hidden />
        <Title order={2} lineClamp={1}>
          {bot.name}
        </Title>
      </Group>
      <Text size="sm">
        {counted(bot.actionCount, 'enabled action')}, {counted(bot.dialogTaskCount, 'dialog')}
      </Text>
      <Text size="xs" c="dimmed" mt={4}>
        {division !== undefined && `In ${division}. `}Made <RelativeTime time={bot.createdAt} span />
      </Text>
    </Card>
  );
}

function counted(count: number, what: string): string {
  return `${count === 0 ? 'No' : count} ${what}${count === 1 ? '' : 's'}`;
}
