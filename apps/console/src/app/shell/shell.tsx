import { AppShell, Box, Burger, Group, ScrollArea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { holds, useSession } from '../../api/session.ts';
import { LoadingPage } from '../../ui/loading.tsx';
import { botQuery } from '../bot-query.ts';
import { lastBotId, rememberBot } from '../last-bot.ts';
import { BotSwitcher } from './bot-switcher.tsx';
import { CommandPalette } from './command-palette.tsx';
import { MemberMenu } from './member-menu.tsx';
import { Navigation } from './navigation.tsx';
import { NoticeBell, NoticeWatch } from './notice-bell.tsx';
import { SearchButton } from './search-button.tsx';
import { Wordmark } from './wordmark.tsx';

/** What stands around every page: the way through the console, and the page. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const botId = useCurrentBot();
  const maySeeBots = holds(useSession(), 'bots:view', null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(close, [path, close]);
  const isCanvas = /^\/bots\/[^/]+\/dialogs\/[^/]+/.test(path);
  return (
    <AppShell
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: 248, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={isCanvas ? 0 : { base: 'md', sm: 'xl' }}
      layout="alt"
    >
      <a className="skip-link" href="#content">
        Skip to the page
      </a>
      <AppShell.Header
        hiddenFrom="sm"
        px="md"
        // No banner: an open dialog has one of its own.
        renderRoot={(props) => <div {...props} role="region" aria-label="Top of the console" />}
      >
        <Group h="100%" justify="space-between">
          <Burger opened={isOpen} onClick={toggle} size="sm" aria-label={isOpen ? 'Close the menu' : 'Open the menu'} />
          <Wordmark />
          <Group gap="xs" wrap="nowrap">
            <NoticeBell />
            <SearchButton isCompact />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="md" aria-label="Console">
        <Group justify="space-between" mb="md">
          <Wordmark />
          <Box visibleFrom="sm">
            <NoticeBell />
          </Box>
          <Burger hiddenFrom="sm" opened={isOpen} onClick={toggle} size="sm" aria-label="Close the menu" />
        </Group>
        <Box visibleFrom="sm" mb="sm">
          <SearchButton />
        </Box>
        {maySeeBots && <BotSwitcher botId={botId} />}
        <ScrollArea flex={1} mt="sm">
          <Navigation botId={botId} />
        </ScrollArea>
        <MemberMenu />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} style={{ outline: 'none' }}>
        <Suspense fallback={<LoadingPage />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
      <CommandPalette botId={botId} />
      <NoticeWatch />
    </AppShell>
  );
}

/** The bot of the address; elsewhere the one that was looked at last, as long as it exists. */
function useCurrentBot(): string | undefined {
  const { botId } = useParams({ strict: false });
  const last = lastBotId();
  const { data: lastBot } = useQuery({ ...botQuery(last ?? ''), enabled: botId === undefined && last !== undefined });
  useEffect(() => {
    if (botId !== undefined) rememberBot(botId);
  }, [botId]);
  return botId ?? lastBot?.id;
}
