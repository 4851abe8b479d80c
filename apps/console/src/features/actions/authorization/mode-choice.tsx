import { IconUserCheck, IconUsers } from '@tabler/icons-react';
import type { Connector } from '../actions.queries.ts';
import { ChoiceCards } from '../settings/choice-cards.tsx';
import type { AuthorizationMode, Draft } from '../settings/use-draft.ts';

interface ModeChoiceProps {
  readonly connector: Connector;
  readonly draft: Draft;
  readonly isReadOnly: boolean;
}

/** Chooses who authorizes: the designer for everybody, or each person. */
export function ModeChoice({ connector, draft, isReadOnly }: ModeChoiceProps) {
  return (
    <ChoiceCards<AuthorizationMode>
      label="Who authorizes"
      value={draft.mode}
      onChange={(mode) => draft.change({ mode })}
      isReadOnly={isReadOnly}
      choices={[
        {
          value: 'pre-authorized',
          title: 'Pre-authorize',
          icon: IconUserCheck,
          description: `You authorize at ${connector.name} once. The bot uses that account for everybody; nobody is asked in the chat.`,
        },
        {
          value: 'end-user',
          title: 'Allow users to authorize',
          icon: IconUsers,
          description: `Each person gets a link in the chat and authorizes with their own account. The bot does what they may do.`,
        },
      ]}
    />
  );
}
