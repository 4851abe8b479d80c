import { Drawer, Group, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { BegunWizard } from './begun-wizard.tsx';

const route = getRouteApi('/signed-in/bots/$botId/actions/$connectorId/new-profile');

/** Makes an auth profile over the page of the action that wants one, and goes back there with it. */
export function WizardDrawer() {
  const { botId, connectorId } = route.useParams();
  const { step } = route.useSearch();
  const navigate = route.useNavigate();
  const back = (profile?: string) =>
    void navigate({
      to: '/bots/$botId/actions/$connectorId',
      params: { botId, connectorId },
      search: ({ mode, ...before }) => ({ tab: 'authorization', mode, profile: profile ?? before.profile }),
    });
  return (
    <Drawer.Root opened onClose={() => back()} position="right" size="56rem">
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Body pt="md">
          <Group justify="space-between" mb="md">
            <Drawer.Title>New auth profile</Drawer.Title>
            <Drawer.CloseButton aria-label="Close" />
          </Group>
          <Stack gap="lg">
            <BegunWizard
              connectorId={connectorId}
              step={step}
              onStep={(next) => void navigate({ search: (before) => ({ ...before, step: next }) })}
              finish="Use it now"
              onFinish={back}
            />
          </Stack>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
