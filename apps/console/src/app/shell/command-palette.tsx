import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconMoon, IconPlugConnected, IconRobot, IconSearch, IconSitemap } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { holds, useSession, type Permission } from '../../api/session.ts';
import { botQuery, foundBotsQuery } from '../bot-query.ts';
import { actionNamesQuery, dialogNamesQuery } from './palette-queries.ts';
import { mayEnter, placesOfBot, placesOfWorkspace, type Place } from './places.ts';

/** Everything in the console by its name: Ctrl+K, or ⌘K. */
export function CommandPalette({ botId }: { readonly botId: string | undefined }) {
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query.trim(), 200);
  const groups = useGroups(botId, asked);
  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      nothingFound="Nothing has this name."
      highlightQuery
      scrollable
      limit={30}
      attributes={{ content: { 'aria-label': 'Search or go to' } }}
      maxHeight="min(70vh, 28rem)"
      searchProps={{ leftSection: <IconSearch size={18} />, placeholder: 'Go to a bot, an action, a dialog …' }}
    />
  );
}

/** What has a name; bots and dialogs are searched by the server, for there may be many. */
function useGroups(botId: string | undefined, search: string): SpotlightActionGroupData[] {
  const router = useRouter();
  const session = useSession();
  const { data: bot } = useQuery({ ...botQuery(botId ?? ''), enabled: botId !== undefined });
  const { toggleColorScheme } = useMantineColorScheme();
  const may = (permission: Permission, divisionId?: string) => holds(session, permission, divisionId ?? null);
  const bots = useInfiniteQuery({
    ...foundBotsQuery(search),
    placeholderData: keepPreviousData,
    enabled: may('bots:view'),
  });
  const mayOfBot = (permission: Permission) => bot !== undefined && may(permission, bot.divisionId);
  const actions = useQuery({ ...actionNamesQuery(botId ?? ''), enabled: mayOfBot('actions:view') });
  const dialogs = useQuery({ ...dialogNamesQuery(botId ?? '', search), enabled: mayOfBot('dialogs:view') });
  const goTo = (id: string, label: string, path: string, TheIcon: Place['icon']): SpotlightActionData => ({
    id,
    label,
    leftSection: <TheIcon size={18} stroke={1.7} />,
    onClick: () => router.history.push(path),
  });
  const toPlace = ({ label, path, icon }: Place) => goTo(path, label, path, icon);
  const ofThisBot = placesOfBot(botId ?? '').filter((place) => mayEnter(session, place, bot?.divisionId ?? null));
  const ofWorkspace = placesOfWorkspace.filter((place) => mayEnter(session, place, null));
  const ofBot = (name: string) => `/bots/${botId ?? ''}/${name}`;
  return [
    { group: 'This bot', actions: botId === undefined ? [] : ofThisBot.map(toPlace) },
    {
      group: 'Actions',
      actions: (actions.data ?? []).map(({ id, name }) =>
        goTo(`action-${id}`, name, ofBot(`actions/${id}`), IconPlugConnected),
      ),
    },
    {
      group: 'Dialogs',
      actions: (dialogs.data ?? []).map(({ id, name }) => goTo(id, name, ofBot(`dialogs/${id}`), IconSitemap)),
    },
    {
      group: 'Bots',
      actions: (bots.data ?? []).map(({ id, name }) => goTo(id, name, `/bots/${id}`, IconRobot)),
    },
    { group: 'Workspace', actions: ofWorkspace.map(toPlace) },
    {
      group: 'Console',
      actions: [
        {
          id: 'toggle-scheme',
          label: 'Switch between light and dark',
          leftSection: <IconMoon size={18} stroke={1.7} />,
          onClick: toggleColorScheme,
        },
      ],
    },
  ];
}
