import { useState } from 'react';
import type { Schema } from '../../../api/client.ts';
import { isAppGrant } from '../../../api/grant-types.ts';
import type { Action } from '../actions.queries.ts';
import type { AuthProfile } from '../authorization/authorization.queries.ts';

export type AuthorizationMode = Schema<'ConfigureActionDto'>['authorizationMode'];
export type ProfileKind = AuthProfile['kind'];

/** Whose login a pre-authorized action works with: the one saved with its profile, or one of its own. */
export type LoginChoice = NonNullable<Action['authorizationSource']>;

/** What somebody has changed, of the settings of an action. */
export interface Edits {
  readonly mode?: AuthorizationMode;
  readonly kind?: ProfileKind;
  readonly systemId?: string;
  readonly customId?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly login?: LoginChoice;
}

/** How an action will be authorized once it is saved. */
export interface Draft {
  readonly mode: AuthorizationMode;
  readonly kind: ProfileKind;
  /** The profile that is chosen; undefined until one is. */
  readonly profile: AuthProfile | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly login: LoginChoice;
  /** Whether what was authorized so far still fits once it is saved. */
  readonly keepsLogins: boolean;
  /** Whether it differs from what is saved; also when nothing is saved yet. */
  readonly isDirty: boolean;
  /** Whether somebody changed something here. */
  readonly isTouched: boolean;
  readonly isComplete: boolean;
  readonly change: (edits: Edits) => void;
  readonly discard: () => void;
  readonly body: () => Schema<'ConfigureActionDto'>;
}

/** What is chosen here, over what is saved; `begun` is taken over whenever it brings another profile. */
export function useDraft(action: Action, profiles: readonly AuthProfile[], begun: Edits = {}): Draft {
  const [edits, setEdits] = useState(begun);
  const [broughtId, setBroughtId] = useState(begun.customId);
  if (begun.customId !== broughtId) {
    setBroughtId(begun.customId);
    if (begun.customId !== undefined) setEdits((before) => ({ ...before, ...begun }));
  }
  const draft = draftOf(action, profiles, edits);
  return {
    ...draft,
    isTouched: action.id === null ? Object.keys(edits).length > 0 : draft.isDirty,
    change: (next) => setEdits((before) => ({ ...before, ...next })),
    discard: () => setEdits({}),
    body: () => ({
      authorizationMode: draft.mode,
      authProfileId: draft.profile?.id,
      parameters: Object.fromEntries(Object.entries(draft.parameters).filter(([, value]) => value !== '')),
      ...(edits.login && { usesProfileAuthorization: edits.login === 'profile' }),
    }),
  };
}

/** What is saved with edits over it; apart from React so that it can be looked at by itself. */
export function draftOf(action: Action, profiles: readonly AuthProfile[], edits: Edits) {
  const saved = profiles.find(({ id }) => id === action.authProfileId);
  const mode = edits.mode ?? action.authorizationMode ?? 'end-user';
  const { kind, profile } = choiceOf(profiles, saved, { ...edits, mode });
  const parameters = parametersOf(profile, { ...action.parameters, ...edits.parameters });
  const before = parametersOf(saved, action.parameters);
  const keepsLogins =
    mode === action.authorizationMode && profile?.id === action.authProfileId && isEqual(parameters, before);
  const isComplete = profile !== undefined && isOffered(profile, mode) && isFilled(parameters, mode);
  const login = edits.login ?? loginOf(action, keepsLogins);
  const isDirty = !keepsLogins || isSwitched({ mode, chosen: edits.login }, action);
  return { mode, kind, profile, parameters, login, keepsLogins, isDirty, isComplete };
}

/** A login of the action's own comes first, wherever there is one. */
function loginOf({ authorizationSource, usesProfileAuthorization }: Action, keepsLogins: boolean): LoginChoice {
  if (keepsLogins && authorizationSource !== null) return authorizationSource;
  return usesProfileAuthorization ? 'profile' : 'action';
}

interface Switch {
  readonly mode: AuthorizationMode;
  readonly chosen: LoginChoice | undefined;
}

function isSwitched({ mode, chosen }: Switch, { authorizationSource, usesProfileAuthorization }: Action): boolean {
  if (mode === 'end-user' || chosen === undefined) return false;
  if (chosen === 'action') return usesProfileAuthorization;
  return !usesProfileAuthorization || authorizationSource === 'action';
}

/** Whether a profile can stand for whoever authorizes: an app is no person. */
export function isFit({ grantType }: Pick<AuthProfile, 'grantType'>, mode: AuthorizationMode): boolean {
  return mode === 'pre-authorized' || !isAppGrant(grantType);
}

/** Whether a profile can be chosen: it fits, the member is invited to it, and nobody has stopped it. */
export function isOffered(
  profile: Pick<AuthProfile, 'grantType' | 'mayUse' | 'isPaused'>,
  mode: AuthorizationMode,
): boolean {
  return isFit(profile, mode) && profile.mayUse && !profile.isPaused;
}

/** What is left open is asked of each person who authorizes. */
function isFilled(parameters: Draft['parameters'], mode: AuthorizationMode): boolean {
  return mode === 'end-user' || Object.values(parameters).every((value) => value.trim() !== '');
}

type Chosen = Edits & { readonly mode: AuthorizationMode };

function choiceOf(profiles: readonly AuthProfile[], saved: AuthProfile | undefined, chosen: Chosen) {
  const hasSystem = profiles.some(({ kind }) => kind === 'system');
  const kind = chosen.kind ?? saved?.kind ?? (hasSystem ? 'system' : 'custom');
  const offered = profiles.filter((profile) => profile.kind === kind);
  const id = kind === 'system' ? chosen.systemId : chosen.customId;
  const profile = offered.find((one) => one.id === (id ?? saved?.id));
  return { kind, profile: profile ?? (kind === 'system' ? usualOf(offered, chosen.mode) : undefined) };
}

function usualOf(systems: readonly AuthProfile[], mode: AuthorizationMode): AuthProfile | undefined {
  return systems.find((profile) => isOffered(profile, mode)) ?? systems[0];
}

function parametersOf(profile: AuthProfile | undefined, values: Readonly<Record<string, string>>) {
  const named = profile?.parameters ?? [];
  return Object.fromEntries(named.map(({ name, default: usual = '' }) => [name, values[name] ?? usual]));
}

function isEqual(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
