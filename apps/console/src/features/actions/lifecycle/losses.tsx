import { List, Stack, Text } from '@mantine/core';
import type { Schema } from '../../../api/client.ts';

/** What goes with an action when it is deleted. */
export function Losses({ deletion }: { readonly deletion: Schema<'ActionDeletionView'> }) {
  const { authorizations, endUsers, dialogTasks, conversationsWaiting } = deletion;
  return (
    <Stack gap="xs">
      <Text size="sm">This cannot be undone. What goes with it:</Text>
      <List size="sm" spacing={4}>
        <List.Item>Its configuration.</List.Item>
        {authorizations > 0 && (
          <List.Item>
            {authorizations === 1 ? '1 authorization is' : `${authorizations} authorizations are`} revoked, at the
            system too where that is possible.
          </List.Item>
        )}
        {endUsers > 0 && (
          <List.Item>
            {endUsers === 1 ? '1 person has' : `${endUsers} people have`} to authorize again, should you set it up anew.
          </List.Item>
        )}
        {dialogTasks.length > 0 && (
          <List.Item>
            {dialogTasks.length === 1 ? 'This dialog stops' : 'These dialogs stop'} working:{' '}
            {dialogTasks.map(({ name }) => `“${name}”`).join(', ')}.
          </List.Item>
        )}
        {conversationsWaiting > 0 && (
          <List.Item>
            {conversationsWaiting === 1 ? '1 conversation waits' : `${conversationsWaiting} conversations wait`} for an
            authorization; whoever talks there is told that it failed.
          </List.Item>
        )}
      </List>
      <Text size="sm">To stop it for a while, disable it instead: everything is kept.</Text>
    </Stack>
  );
}
