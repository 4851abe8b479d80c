import { Button, Code, Group, Stack } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import type { Place } from './places.ts';

interface ClosedPlaceProps {
  readonly place: Place;
  /** Those that the member may enter instead. */
  readonly open: readonly Place[];
}

/** Stands where a member may not enter: why, whom to ask, and where else to go. */
export function ClosedPlace({ place, open }: ClosedPlaceProps) {
  return (
    <Page title={place.label}>
      <EmptyState icon={IconLock} title="You may not see this here">
        <Stack gap="md" align="center">
          <span>
            It takes the permission <Code>{place.permission}</Code>, which none of your roles gives you here. Ask
            somebody who manages members for it.
          </span>
          <Group gap="xs" justify="center">
            {open.map(({ label, path }) => (
              <Button key={path} component={Link} to={path} variant="default" size="xs">
                {label}
              </Button>
            ))}
          </Group>
        </Stack>
      </EmptyState>
    </Page>
  );
}
