import { AuthorizeSection } from '../../../authorizing/authorize-section.tsx';
import type { Authorizing } from '../../../authorizing/use-authorizing.ts';
import { isAppGrant, isCredentialGrant } from '../../../api/grant-types.ts';
import type { TabProps } from '../action-tabs.tsx';
import type { Draft } from '../settings/use-draft.ts';
import { typedWith } from '../settings/ways.ts';
import type { Connector } from '../actions.queries.ts';
import type { AuthProfile } from './authorization.queries.ts';
import { isLoginChosen, LoginChoice } from './login-choice.tsx';
import { SavedLoginNote } from './saved-login-note.tsx';
import { SharedAuthorization } from './shared-authorization.tsx';
import { isAuthorized, type SavedLogin } from './use-saved-login.ts';

interface SharedSectionProps extends Pick<TabProps, 'action' | 'connector'> {
  readonly draft: Draft;
  /** The login saved with the profile, where the action could work with it. */
  readonly savedLogin: SavedLogin | undefined;
  readonly authorizing: Authorizing;
  readonly isReadOnly: boolean;
  /** Nobody authorizes now: the member may not, or there are changes to save first. */
  readonly isFixed: boolean;
}

/** Whose account the action works with for everybody, and the way to authorize it. */
export function SharedSection({ isReadOnly, ...props }: SharedSectionProps) {
  const { action, draft, savedLogin } = props;
  const isSaved = draft.login === 'profile' && savedLogin !== undefined;
  return (
    <>
      {isLoginChosen(action, savedLogin) && <LoginChoice {...{ action, draft, savedLogin, isReadOnly }} />}
      {isSaved && draft.profile !== undefined && <SavedLoginNote profile={draft.profile} login={savedLogin} />}
      <Login {...props} mayAuthorize={!isSaved && !props.isFixed} />
    </>
  );
}

interface LoginProps extends Omit<SharedSectionProps, 'isReadOnly'> {
  readonly mayAuthorize: boolean;
}

function Login({ action, connector, draft, savedLogin, authorizing, mayAuthorize }: LoginProps) {
  const { profile, login, keepsLogins } = draft;
  const shown = keepsLogins && action.authorizationSource === login ? action.authorization : null;
  return (
    <>
      {shown !== null && (
        <SharedAuthorization
          authorization={shown}
          connector={connector}
          isTyped={profile !== undefined && isCredentialGrant(profile.grantType)}
        />
      )}
      {mayAuthorize && (
        <AuthorizeSection
          systemName={action.name}
          authorizing={authorizing}
          label={shown === null ? 'Authorize' : 'Authorize again'}
          isNext={!isAuthorized(action, draft, savedLogin)}
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

function doneOf({ state }: TabProps['action']): string {
  return state === 'configured' ? 'The bot uses it from now on.' : 'Enable the action, and the bot can use it.';
}
