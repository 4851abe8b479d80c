import type { Schema } from '../../../api/client.ts';
import type { AuthProfile, Preset } from '../auth-profiles.queries.ts';

/** A field that is added to the authorization request. */
export interface Pair {
  readonly key: string;
  readonly value: string;
}

type Placement = Schema<'AuthorizationFieldDto'>['placement'];

/** A field that is added to calls; where its value is stored already, an empty one leaves it. */
export interface CallField extends Pair {
  readonly placement: Placement;
  readonly isStored?: boolean;
}

/** The URLs of a profile. */
export const urlFields = ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'revocationUrl'] as const;
export type UrlField = (typeof urlFields)[number];

/** An auth profile as it is typed. */
export interface ProfileForm extends Readonly<Record<UrlField, string>> {
  readonly presetId: string;
  readonly connectorId: string | null;
  readonly name: string;
  readonly description: string;
  readonly identityProviderName: string;
  readonly grantType: AuthProfile['grantType'];
  readonly clientId: string;
  /** Empty: the one that is stored stays. */
  readonly clientSecret: string;
  readonly clientAuthentication: AuthProfile['clientAuthentication'];
  readonly scopes: readonly string[];
  readonly scopeSeparator: ' ' | ',';
  readonly hasTenancy: boolean;
  readonly issuer: string;
  readonly additionalFields: readonly Pair[];
  readonly authorizationFields: readonly CallField[];
  /** Values that stand in the URLs for `{parameters}` of the preset. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A form that nobody has typed into. */
export const blankForm: ProfileForm = {
  presetId: '',
  connectorId: null,
  name: '',
  description: '',
  identityProviderName: '',
  grantType: 'authorization-code-pkce',
  clientId: '',
  clientSecret: '',
  clientAuthentication: 'client_secret_post',
  authorizationUrl: '',
  tokenUrl: '',
  refreshUrl: '',
  revocationUrl: '',
  scopes: [],
  scopeSeparator: ' ',
  hasTenancy: false,
  issuer: '',
  additionalFields: [],
  authorizationFields: [],
  parameters: {},
};

/** The form with what a preset knows; what only the person knows stays. */
export function withPreset(form: ProfileForm, preset: Preset): ProfileForm {
  const { scopeSeparator, hasTenancy, defaultScopes, additionalFields } = preset;
  return {
    ...form,
    presetId: preset.id,
    connectorId: preset.connectorId,
    identityProviderName: preset.identityProviderName,
    grantType: (preset.grantTypes[0] as ProfileForm['grantType'] | undefined) ?? form.grantType,
    clientAuthentication: preset.clientAuthentication as ProfileForm['clientAuthentication'],
    authorizationUrl: preset.authorizationUrl,
    tokenUrl: preset.tokenUrl,
    refreshUrl: preset.refreshUrl ?? '',
    revocationUrl: preset.revocationUrl ?? '',
    scopes: defaultScopes,
    scopeSeparator: toSeparator(scopeSeparator),
    hasTenancy,
    additionalFields: Object.entries(additionalFields).map(([key, value]) => ({ key, value })),
    parameters: {},
  };
}

/** The form with another value for a parameter of its preset: URLs that nobody has edited follow it. */
export function withParameter(form: ProfileForm, preset: Preset, { key, value }: Pair): ProfileForm {
  const parameters = { ...form.parameters, [key]: value.trim() };
  const urls = urlFields.flatMap((field) => {
    const template = preset[field] ?? '';
    const isUntouched = form[field] === filled(template, form.parameters);
    return isUntouched ? [[field, filled(template, parameters)] as const] : [];
  });
  const isTenant = key === 'tenant';
  return {
    ...form,
    ...Object.fromEntries(urls),
    parameters,
    hasTenancy: isTenant ? value.trim() === '' : form.hasTenancy,
  };
}

/** A URL with the parameters whose values are known. */
export function filled(template: string, parameters: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{([\w-]+)\}/g, (whole, name: string) => parameters[name] || whole);
}

/** The form of a profile that is stored; its secrets stay where they are. */
export function formOf(profile: AuthProfile): ProfileForm {
  const { connectorId, name, description, identityProviderName, grantType } = profile;
  const { clientAuthentication, scopes, scopeSeparator, hasTenancy } = profile;
  return {
    ...blankForm,
    ...{ connectorId, name, description, identityProviderName, grantType },
    ...{ clientAuthentication, scopes, hasTenancy },
    clientId: profile.clientId ?? '',
    tokenUrl: profile.tokenUrl ?? '',
    scopeSeparator: toSeparator(scopeSeparator),
    presetId: connectorId ?? '',
    authorizationUrl: profile.authorizationUrl ?? '',
    refreshUrl: profile.refreshUrl ?? '',
    revocationUrl: profile.revocationUrl ?? '',
    issuer: profile.issuer ?? '',
    additionalFields: Object.entries(profile.additionalFields).map(([key, value]) => ({ key, value })),
    authorizationFields: profile.authorizationFields.map(({ placement, key }) => ({
      ...{ placement: placement as Placement, key },
      ...{ value: '', isStored: true },
    })),
  };
}

/** What of a form may lie in the browser's storage: no secret, and no value that is added to calls. */
export function withoutSecrets(form: ProfileForm): ProfileForm {
  const authorizationFields = form.authorizationFields.map((field) => ({ ...field, value: '' }));
  return { ...form, clientSecret: '', authorizationFields };
}

/** A form whose secrets are stored by now. */
export function withStoredSecrets(form: ProfileForm): ProfileForm {
  const authorizationFields = namedFields(form).map((field) => ({ ...field, value: '', isStored: true }));
  return { ...form, clientSecret: '', authorizationFields };
}

/** The fields for calls that have a name: those that are sent, in their order. */
export function namedFields({ authorizationFields }: ProfileForm): readonly CallField[] {
  return authorizationFields.filter(({ key }) => key.trim() !== '');
}

/** What is sent of a form, to be checked or saved; an empty text clears a field. */
export function bodyOfForm(form: ProfileForm) {
  const { name, description, identityProviderName, grantType, clientId, clientSecret, clientAuthentication } = form;
  const { tokenUrl, refreshUrl, revocationUrl, scopes, scopeSeparator, hasTenancy, issuer } = form;
  const named = form.additionalFields.filter(({ key }) => key.trim() !== '');
  return {
    ...{ name, description, identityProviderName, grantType, clientId, clientAuthentication },
    ...{ tokenUrl, refreshUrl, revocationUrl, scopeSeparator, hasTenancy, issuer },
    authorizationUrl: grantType === 'client-credentials' ? '' : form.authorizationUrl,
    scopes: [...scopes],
    additionalFields: Object.fromEntries(named.map(({ key, value }) => [key.trim(), value])),
    authorizationFields: namedFields(form).map(({ placement, key, value, isStored }) => ({
      ...{ placement, key: key.trim() },
      ...(isStored && value === '' ? {} : { value }),
    })),
    ...(clientSecret !== '' && clientAuthentication !== 'none' && { clientSecret }),
  } satisfies Schema<'CheckAuthProfileDto'>;
}

function toSeparator(text: string): ProfileForm['scopeSeparator'] {
  return text === ',' ? ',' : ' ';
}
