import { grantNames, isAppGrant, isCodeGrant, isCredentialGrant, type GrantType } from '../../../api/grant-types.ts';
import type { Preset } from '../auth-profiles.queries.ts';
import { urlFields, type ProfileForm } from './profile-form.ts';

/** One way to authorize with a system. */
export interface Way {
  readonly grantType: GrantType;
  /** Which of the system's own credentials; null where there is no such thing. */
  readonly credentialsId: string | null;
  readonly title: string;
  readonly description: string;
}

const meanings: Readonly<Record<GrantType, string>> = {
  'authorization-code-pkce':
    'A person signs in; the code is of no use to whoever steals it. Choose it where the provider can.',
  'authorization-code': 'A person signs in.',
  'client-credentials': 'Nobody signs in: the app acts for itself. For pre-authorized actions only.',
  'jwt-bearer':
    'Nobody signs in: the app signs with its private key whom it acts for. For pre-authorized actions only.',
  password: 'A person gives us their password, which goes to the provider once. Only where nothing better exists.',
  basic: 'Whoever authorizes enters a user name and a password on a page of ours. They go with every call.',
  'api-key': 'Whoever authorizes enters a key on a page of ours. It goes with every call.',
};

/** The ways to authorize with a provider, the best one first. */
export function waysOf({ grantTypes, credentials }: Preset): readonly Way[] {
  return (grantTypes as readonly GrantType[]).flatMap((grantType): readonly Way[] => {
    const offered = credentials.filter(({ kind }) => kind === grantType);
    if (!isCredentialGrant(grantType) || offered.length === 0) {
      return [{ grantType, credentialsId: null, title: grantNames[grantType], description: meanings[grantType] }];
    }
    return offered.map(({ id, title, description }) => ({ grantType, credentialsId: id, title, description }));
  });
}

/** What tells a way from the others of its provider. */
export function wayKey({ grantType, credentialsId }: Pick<Way, 'grantType' | 'credentialsId'>): string {
  return credentialsId === null ? grantType : `${grantType} ${credentialsId}`;
}

/** What a provider's own credentials ask for; undefined where a profile says it itself, or has none. */
export function credentialsIn(preset: Preset | undefined, { grantType, credentialsId }: ChosenWay) {
  return preset?.credentials.find(({ id, kind }) => kind === grantType && id === credentialsId);
}

type ChosenWay = { readonly grantType: GrantType; readonly credentialsId: string | null };

/** The parameters of a provider that can be filled in now: those that stand in a URL of the profile. */
export function fillableParameters(preset: Preset, grantType: GrantType): Preset['parameters'] {
  if (isCredentialGrant(grantType)) return [];
  const urls = urlFields.map((field) => preset[field] ?? '').join(' ');
  return preset.parameters.filter(({ name }) => urls.includes(`{${name}}`));
}

/** The form with another way; what nobody has edited follows it. */
export function withWay(form: ProfileForm, preset: Preset, { grantType, credentialsId }: ChosenWay): ProfileForm {
  const isUntouched = form.scopes.join(' ') === usualScopes(preset, form.grantType).join(' ');
  const isSigned = grantType === 'jwt-bearer';
  return {
    ...form,
    ...{ grantType, credentialsId },
    ...(isUntouched && { scopes: usualScopes(preset, grantType) }),
    ...(isSigned && form.audience === '' && { audience: preset.audience ?? '' }),
    // A key is no client's secret, and the other way round.
    ...(isSigned !== (form.grantType === 'jwt-bearer') && { clientSecret: '' }),
    additionalFields: fieldsFor(form, preset, grantType),
  };
}

/** What a provider wants of those who sign in is for nobody else. */
function fieldsFor({ additionalFields, grantType: before }: ProfileForm, preset: Preset, grantType: GrantType) {
  if (isCodeGrant(grantType) === isCodeGrant(before)) return additionalFields;
  const usual = Object.entries(preset.additionalFields).map(([key, value]) => ({ key, value }));
  if (isCodeGrant(grantType)) return additionalFields.length === 0 ? usual : additionalFields;
  return JSON.stringify(additionalFields) === JSON.stringify(usual) ? [] : additionalFields;
}

/** An app has nobody to stay connected for. */
function usualScopes({ defaultScopes, refreshTokenScopes }: Preset, grantType: GrantType): readonly string[] {
  if (grantType === 'jwt-bearer') return [];
  return isAppGrant(grantType) ? defaultScopes.filter((scope) => !refreshTokenScopes.includes(scope)) : defaultScopes;
}
