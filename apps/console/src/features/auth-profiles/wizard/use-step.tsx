import { List, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconEye, IconPlugConnected, IconUsersGroup } from '@tabler/icons-react';

/** Says who may use the profile from now on. */
export function UseStep({ name }: { readonly name: string }) {
  return (
    <Stack gap="md">
      <Text size="sm" maw="40rem">
        <b>{name}</b> is ready. It belongs to the workspace: whoever has the permission may work with it at once.
      </Text>
      <List spacing="md" size="sm" center p={0}>
        <List.Item icon={<Mark icon={IconPlugConnected} />}>
          Members who may <b>manage actions</b> choose it for the actions of their bots.
        </List.Item>
        <List.Item icon={<Mark icon={IconUsersGroup} />}>
          Members who may <b>manage auth profiles</b> change, test and delete it.
        </List.Item>
        <List.Item icon={<Mark icon={IconEye} />}>
          Members who may <b>see auth profiles</b> read everything here but its secrets.
        </List.Item>
      </List>
      <Text size="sm" c="dimmed" maw="40rem">
        Inviting single roles to a profile is not possible yet.
      </Text>
    </Stack>
  );
}

function Mark({ icon: Icon }: { readonly icon: typeof IconEye }) {
  return (
    <ThemeIcon variant="light" size={32} radius="xl" aria-hidden>
      <Icon size={18} stroke={1.6} />
    </ThemeIcon>
  );
}
