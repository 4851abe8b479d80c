import { NavLink, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useSession } from '../../api/session.ts';
import { botQuery } from '../bot-query.ts';
import { mayEnter, placesOfBot, placesOfWorkspace, type Place } from './places.ts';

/** The way to every place that the member may see. */
export function Navigation({ botId }: { readonly botId: string | undefined }) {
  const session = useSession();
  return (
    <Stack gap="md">
      {botId !== undefined && <PlacesOfBot botId={botId} />}
      <Places label="Workspace" places={placesOfWorkspace.filter((place) => mayEnter(session, place, null))} />
    </Stack>
  );
}

/** What the member may enter of a bot, by the bot's division. */
function PlacesOfBot({ botId }: { readonly botId: string }) {
  const session = useSession();
  const { data: bot } = useQuery(botQuery(botId));
  const divisionId = bot?.divisionId ?? null;
  return <Places label="Bot" places={placesOfBot(botId).filter((place) => mayEnter(session, place, divisionId))} />;
}

function Places({ label, places }: { readonly label: string; readonly places: readonly Place[] }) {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  if (places.length === 0) return null;
  return (
    <nav aria-label={label}>
      <Text size="xs" c="dimmed" fw={560} px="sm" mb={4} aria-hidden>
        {label}
      </Text>
      {places.map(({ label: name, path: to, icon: PlaceIcon }) => {
        const isHere = path === to || path.startsWith(`${to}/`);
        return (
          <NavLink
            key={to}
            component={Link}
            to={to}
            label={name}
            active={isHere}
            aria-current={isHere ? 'page' : undefined}
            leftSection={<PlaceIcon size={18} stroke={1.7} />}
            style={{ borderRadius: 'var(--mantine-radius-md)' }}
          />
        );
      })}
    </nav>
  );
}
