import { NavLink, Stack, Text } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import { useSession } from '../../api/session.ts';
import { placesOfBot, placesOfWorkspace, type Place } from './places.ts';

/** The way to every place that the member may see. */
export function Navigation({ botId }: { readonly botId: string | undefined }) {
  const { permissions } = useSession();
  const mayEnter = ({ permission }: Place) => permissions.includes(permission);
  return (
    <Stack gap="md">
      {botId !== undefined && <Places label="Bot" places={placesOfBot(botId).filter(mayEnter)} />}
      <Places label="Workspace" places={placesOfWorkspace.filter(mayEnter)} />
    </Stack>
  );
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
