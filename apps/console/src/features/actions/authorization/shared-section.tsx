import { AuthorizeSection } from '../../../authorizing/authorize-section.tsx';
import type { Authorizing } from '../../../authorizing/use-authorizing.ts';
import { isAppGrant, isCredentialGrant } from '../../../api/grant-types.ts';
import type { TabProps } from '../action-tabs.tsx';
import type { Draft } from '../settings/use-draft.ts';
import { typedWith } from '../settings/ways.ts';
import type { Connector } from '../actions.queries.ts';
import type { AuthProfile } from './authorization.queries.ts';
import { SavedLoginNote } from './saved-login-note.tsx';
import { SharedAuthorization } from './shared-authorization.tsx';
import type { SavedLogin } from './use-saved-login.ts';

interface SharedSectionProps extends Pick<TabProps, 'action' | 'connector'> {
  readonly draft: Draft;
  /** The login saved with the profile, where the action works with it. */
  readonly savedLogin: SavedLogin | undefined;
  readonly authorizing: Authorizing;
  /** Nobody authorizes now: the member may not, or there are changes to save first. */
  readonly isFixed: boolean;
}

/** Whose account the action works with for everybody, and the way to authorize it. */
export function SharedSection({ action, connector, draft, savedLogin, authorizing, isFixed }: SharedSectionProps) {
  const { profile } = draft;
  return (
    <>
      {savedLogin !== undefined && profile !== undefined && <SavedLoginNote profile={profile} login={savedLogin} />}
      {action.authorization !== null && !draft.isDirty && (
        <SharedAuthorization
          authorization={action.authorization}
          connector={connector}
          isTyped={profile !== undefined && isCredentialGrant(profile.grantType)}
        />
      )}
      {!isFixed && (
        <AuthorizeSection
          systemName={action.name}
          authorizing={authorizing}
          label={labelOf(action, savedLogin)}
          isNext={savedLogin?.state !== 'active' && action.authorization?.state !== 'active'}
          done={doneOf(action)}
          {...needsOf(profile, connector)}
          isReady={draft.isComplete}
        />
      )}
    </>
  );
}

/** What authorizing takes: nobody at all, or what is typed in. */
function needsOf(profile: AuthProfile | undefined, connector: Connector) {
  if (profile === undefined) return {};
  return { needsNobody: isAppGrant(profile.grantType), asks: typedWith(profile, connector) };
}

function labelOf({ authorization }: TabProps['action'], savedLogin: SavedLogin | undefined): string {
  if (savedLogin !== undefined) return 'Authorize with another account';
  return authorization === null ? 'Authorize' : 'Authorize again';
}

function doneOf({ state }: TabProps['action']): string {
  return state === 'configured' ? 'The bot uses it from now on.' : 'Enable the action, and the bot can use it.';
}
