import { Stack, Text } from '@mantine/core';
import { IconKey, IconUserShare } from '@tabler/icons-react';
import { accountWords } from '../../../api/accounts.ts';
import { useMay } from '../../../api/session.ts';
import type { Action } from '../actions.queries.ts';
import { ChoiceCards } from '../settings/choice-cards.tsx';
import { obstacleOf } from '../settings/obstacles.ts';
import type { Draft, LoginChoice as Choice } from '../settings/use-draft.ts';
import { ownLogin, type SavedLogin } from './use-saved-login.ts';

interface LoginChoiceProps {
  readonly action: Action;
  readonly draft: Draft;
  readonly savedLogin: SavedLogin | undefined;
  readonly isReadOnly: boolean;
}

/** Whether there is anything to choose between. */
export function isLoginChosen({ usesProfileAuthorization }: Action, savedLogin: SavedLogin | undefined): boolean {
  return savedLogin !== undefined || !usesProfileAuthorization;
}

/** Chooses between the login that is saved with the profile and one of the action's own, and says which counts. */
export function LoginChoice({ action, draft, savedLogin, isReadOnly }: LoginChoiceProps) {
  const mayRevoke = useMay('authorizations:revoke');
  const own = ownLogin(action, draft);
  const { profile, login } = draft;
  if (profile === undefined) return null;
  const uninvited = profile.mayUse ? undefined : obstacleOf(profile, draft.mode);
  const whySaved = uninvited ?? obstacleOfSaved({ savedLogin, isKept: own !== null && !mayRevoke });
  return (
    <Stack gap="xs">
      <ChoiceCards<Choice>
        label="Which login"
        value={login}
        onChange={(chosen) => draft.change({ login: chosen })}
        isReadOnly={isReadOnly}
        choices={[
          {
            value: 'profile',
            title: `The login saved with ${profile.name}`,
            icon: IconUserShare,
            isDisabled: whySaved !== undefined && login !== 'profile',
            description: whySaved ?? `${savedWords(savedLogin)}, for every action that uses the profile.`,
          },
          {
            value: 'action',
            title: 'A login of this action’s own',
            icon: IconKey,
            isDisabled: uninvited !== undefined && login !== 'action',
            description: uninvited ?? ownWords(own),
          },
        ]}
      />
      <Text size="xs" c="dimmed">
        Unattended work, such as dialogs and API keys, uses {unattended(draft)}; never an account that a member
        connected under My connections.
        {isReadOnly && ' You may see this here, and not change it: that takes the permission to manage actions.'}
      </Text>
    </Stack>
  );
}

function obstacleOfSaved(found: { readonly savedLogin: SavedLogin | undefined; readonly isKept: boolean }) {
  if (found.savedLogin === undefined)
    return 'None is saved that fits this action: save one on the page of the profile.';
  return found.isKept
    ? 'The action has a login of its own, which comes first: ask somebody who may revoke authorizations to end it.'
    : undefined;
}

function savedWords(saved: SavedLogin | undefined): string {
  return saved === undefined ? 'Saved once' : accountWords(saved);
}

function ownWords(own: Action['authorization']): string {
  return own === null
    ? 'Another account, for this action alone: somebody authorizes below.'
    : `${accountWords(own)}, for this action alone.`;
}

function unattended({ login, profile }: Draft): string {
  return login === 'profile'
    ? `the login saved with ${profile?.name ?? 'the profile'}`
    : 'the login of this action’s own';
}
