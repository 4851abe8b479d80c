import { Anchor, Center } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../ui/empty-state.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Center mih="70dvh" p="md">
      <EmptyState icon={IconMapOff} title="There is nothing here">
        The address is wrong, or what stood here was deleted.{' '}
        <Anchor component={Link} to="/bots">
          Go to the bots
        </Anchor>
      </EmptyState>
    </Center>
  );
}
