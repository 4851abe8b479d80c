import { Text } from '@mantine/core';
import { TextLink } from '../../../ui/links.tsx';
import type { Action } from '../actions.queries.ts';

/** What happens in the chat, and who has authorized so far. */
export function EndUserNote({ action, botId }: { readonly action: Action; readonly botId: string }) {
  const count = action.endUserAuthorizationCount;
  return (
    <Text size="sm">
      Nothing to do here: when the bot first needs {action.name} for somebody, it sends them a link, waits, and goes on
      by itself.{' '}
      {count > 0 && (
        <TextLink to="/authorizations" search={{ botId, subject: 'end-user' }} inherit>
          {count === 1 ? '1 person has authorized' : `${count} people have authorized`}
        </TextLink>
      )}
      {count === 0 && action.id !== null && 'Nobody has authorized yet.'}
    </Text>
  );
}
