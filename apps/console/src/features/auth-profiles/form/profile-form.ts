import type { Schema } from '../../../api/client.ts';
import { isCodeGrant, isCredentialGrant } from '../../../api/grant-types.ts';
import type { AuthProfile, Preset } from '../auth-profiles.queries.ts';
import { blankCredentials, bodyOfCredentials, credentialsOf, type OwnCredentials } from './own-credentials.ts';

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
  /** Which of the connector's own credentials are asked for. */
  readonly credentialsId: string | null;
  /** What is asked for where no connector tells it. */
  readonly credentials: OwnCredentials;
  readonly clientId: string;
  /** With JWT bearer the private key. Empty: the one that is stored stays. */
  readonly clientSecret: string;
  readonly clientAuthentication: AuthProfile['clientAuthentication'];
  readonly scopes: readonly string[];
  readonly scopeSeparator: ' ' | ',';
  readonly hasTenancy: boolean;
  readonly issuer: string;
  readonly apiUrl: string;
  readonly subject: string;
  readonly audience: string;
  readonly keyId: string;
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
  credentialsId: null,
  credentials: blankCredentials,
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
  ...{ issuer: '', apiUrl: '', subject: '', audience: '', keyId: '' },
  additionalFields: [],
  authorizationFields: [],
  parameters: {},
};

/** The form with what a preset knows; what only the person knows stays. */
export function withPreset(form: ProfileForm, preset: Preset): ProfileForm {
  const { scopeSeparator, hasTenancy, defaultScopes, additionalFields } = preset;
  const grantType = (preset.grantTypes[0] as ProfileForm['grantType'] | undefined) ?? form.grantType;
  return {
    ...form,
    presetId: preset.id,
    connectorId: preset.connectorId,
    identityProviderName: preset.identityProviderName,
    grantType,
    credentialsId: preset.credentials.find(({ kind }) => kind === grantType)?.id ?? null,
    credentials: blankCredentials,
    clientAuthentication: preset.clientAuthentication as ProfileForm['clientAuthentication'],
    authorizationUrl: preset.authorizationUrl,
    tokenUrl: preset.tokenUrl,
    refreshUrl: preset.refreshUrl ?? '',
    revocationUrl: preset.revocationUrl ?? '',
    scopes: defaultScopes,
    scopeSeparator: toSeparator(scopeSeparator),
    hasTenancy,
    ...{ apiUrl: '', audience: '' },
    additionalFields: Object.entries(additionalFields).map(([key, value]) => ({ key, value })),
    parameters: {},
  };
}

/** The form with another value for a parameter of its preset: URLs that nobody has edited follow it. */
export function withParameter(form: ProfileForm, preset: Preset, { key, value }: Pair): ProfileForm {
  const parameters = { ...form.parameters, [key]: value.trim() };
  const urls = [...urlFields, 'audience' as const].flatMap((field) => {
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
    credentialsId: profile.credentialsId,
    credentials: credentialsOf(profile),
    apiUrl: profile.apiUrl ?? '',
    ...assertionOf(profile),
    additionalFields: Object.entries(profile.additionalFields).map(([key, value]) => ({ key, value })),
    authorizationFields: profile.authorizationFields.map(({ placement, key }) => ({
      ...{ placement: placement as Placement, key },
      ...{ value: '', isStored: true },
    })),
  };
}

function assertionOf({ subject, audience, keyId }: AuthProfile) {
  return { subject: subject ?? '', audience: audience ?? '', keyId: keyId ?? '' };
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
  const { name, description, identityProviderName, grantType, apiUrl } = form;
  return {
    ...{ name, description, identityProviderName, grantType, apiUrl },
    authorizationFields: namedFields(form).map(({ placement, key, value, isStored }) => ({
      ...{ placement, key: key.trim() },
      ...(isStored && value === '' ? {} : { value }),
    })),
    ...(isCredentialGrant(grantType) ? askedBody(form, grantType) : clientBody(form)),
  } satisfies Schema<'CheckAuthProfileDto'>;
}

function askedBody({ connectorId, credentialsId, credentials }: ProfileForm, kind: 'basic' | 'api-key') {
  return connectorId === null ? { credentials: bodyOfCredentials(credentials, kind) } : { credentialsId };
}

function clientBody(form: ProfileForm) {
  const { grantType, clientId, clientSecret, clientAuthentication, additionalFields } = form;
  const { tokenUrl, refreshUrl, revocationUrl, scopes, scopeSeparator, hasTenancy, issuer } = form;
  const { subject, audience, keyId } = form;
  const named = additionalFields.filter(({ key }) => key.trim() !== '');
  const isSigned = grantType === 'jwt-bearer';
  return {
    ...{ clientId, clientAuthentication, tokenUrl, refreshUrl, revocationUrl, scopeSeparator, hasTenancy, issuer },
    authorizationUrl: isCodeGrant(grantType) ? form.authorizationUrl : '',
    scopes: [...scopes],
    additionalFields: Object.fromEntries(named.map(({ key, value }) => [key.trim(), value])),
    ...(isSigned && { subject, audience, keyId }),
    ...(clientSecret !== '' && (isSigned || clientAuthentication !== 'none') && { clientSecret }),
  };
}

function toSeparator(text: string): ProfileForm['scopeSeparator'] {
  return text === ',' ? ',' : ' ';
}
