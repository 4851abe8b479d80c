import { AppShell, Box, Burger, Group, ScrollArea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { isDenied } from '../../api/problem.ts';
import { useSession } from '../../api/session.ts';
import { LoadingPage } from '../../ui/loading.tsx';
import { botQuery } from '../bot-query.ts';
import { lastBotId, rememberBot } from '../last-bot.ts';
import { BotSwitcher } from './bot-switcher.tsx';
import { ClosedPlace } from './closed-place.tsx';
import { CommandPalette } from './command-palette.tsx';
import { MemberMenu } from './member-menu.tsx';
import { Navigation } from './navigation.tsx';
import { NoticeBell, NoticeWatch } from './notice-bell.tsx';
import { mayEnter, placeAt, placeOfBots, placesOfWorkspace } from './places.ts';
import { SearchButton } from './search-button.tsx';
import { Wordmark } from './wordmark.tsx';

/** What stands around every page: the way through the console, and the page. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const maySeeBots = mayEnter(useSession(), placeOfBots, null);
  const botId = useCurrentBot(maySeeBots);
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
          <EnteredPage />
        </Suspense>
      </AppShell.Main>
      <CommandPalette botId={botId} />
      <NoticeWatch />
    </AppShell>
  );
}

/** The page of the address; where the member may not enter, why, without asking the server in vain. */
function EnteredPage() {
  const session = useSession();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const places = [placeOfBots, ...placesOfWorkspace];
  const place = placeAt(places, path);
  if (place === undefined || place.hasOwn || mayEnter(session, place, null)) return <Outlet />;
  return <ClosedPlace place={place} open={places.filter((one) => mayEnter(session, one, null))} />;
}

/** The bot of the address; elsewhere the one that was looked at last, as long as it exists. */
function useCurrentBot(maySeeBots: boolean): string | undefined {
  const { botId } = useParams({ strict: false });
  const wanted = botId ?? lastBotId();
  const isWanted = maySeeBots && wanted !== undefined;
  const { data: bot, error } = useQuery({ ...botQuery(wanted ?? ''), enabled: isWanted, retryOnMount: false });
  const isGone = isDenied(error);
  useEffect(() => {
    if (bot !== undefined || isGone) rememberBot(bot?.id);
  }, [bot, isGone]);
  return isGone ? undefined : (botId ?? bot?.id);
}
