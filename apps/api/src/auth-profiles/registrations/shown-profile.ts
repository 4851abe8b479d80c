import type { PresetParameter } from '#connectors';
import type { AuthProfile } from '../auth-profile.entity.js';
import type { ClientRegistration, RegistrationSurroundings } from '../resolved-auth-profile.js';
import { callbackUrlOf, definitionsOf } from './parameters.js';

/** A profile as people may see it: whether there is a secret, never the secret. */
export interface ShownProfile extends Omit<ClientRegistration, 'clientSecret' | 'authorizationFields'> {
  /** Null for the operator's, which belong to no division. */
  readonly divisionId: string | null;
  /** Whose members may use it; null: everybody who sees it. */
  readonly invitedRoles: readonly string[] | null;
  readonly description: string;
  readonly hasTenancy: boolean;
  readonly clientSecret: { readonly isSet: boolean; readonly setAt: Date | null };
  /** Without their values. */
  readonly authorizationFields: AuthProfile['authorizationFields'];
  readonly callbackUrl: string;
  readonly parameters: readonly PresetParameter[];
  /** Null for the operator's. */
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
}

/** The secrets of a profile, opened. */
export interface ProfileSecrets {
  readonly clientSecret?: string;
  /** Values of the authorization fields, in their order. */
  readonly values: readonly string[];
}

/** What is kept of a custom profile, with its secrets where they are at hand. */
export function registrationOf(row: AuthProfile, secrets: ProfileSecrets): ClientRegistration {
  const { id, name, identityProviderName, grantType, clientAuthentication } = row;
  const { scopes, scopeSeparator, additionalFields, version, registrationVersion } = row;
  return {
    ...optionalOf(row),
    ...{ id, kind: 'custom', name, identityProviderName, grantType, clientAuthentication },
    ...{ scopes, scopeSeparator, additionalFields, version, registrationVersion },
    clientSecret: secrets.clientSecret,
    authorizationFields: row.authorizationFields.map((field, index) => ({
      ...field,
      value: secrets.values[index] ?? '',
    })),
  };
}

/** What a row may lack, undefined where it does. */
function optionalOf(row: AuthProfile) {
  const { connectorId, clientId, authorizationUrl, tokenUrl, refreshUrl, revocationUrl, issuer } = row;
  const { apiUrl, credentialsId, credentials, subject, audience, keyId } = row;
  const fields = {
    ...{ connectorId, clientId, authorizationUrl, tokenUrl, refreshUrl, revocationUrl, issuer },
    ...{ apiUrl, credentialsId, credentials, subject, audience, keyId },
  };
  const given = Object.entries(fields).filter(([, value]) => value !== null);
  return Object.fromEntries(given) as { [Field in keyof typeof fields]?: NonNullable<(typeof fields)[Field]> };
}

/** What may be shown of a custom profile. */
export function showCustom(row: AuthProfile, { publicUrl, parameters }: RegistrationSurroundings): ShownProfile {
  const { clientSecretSealed, clientSecretSetAt, description, hasTenancy, authorizationFields } = row;
  const { divisionId, invitedRoles } = row;
  const registration = registrationOf(row, { values: [] });
  return {
    ...registration,
    ...{ divisionId, invitedRoles, description, hasTenancy, authorizationFields },
    clientSecret: { isSet: clientSecretSealed !== null, setAt: clientSecretSetAt },
    callbackUrl: callbackUrlOf(publicUrl, row.id),
    parameters: definitionsOf(registration, parameters),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** What may be shown of a profile of the operator's. */
export function showSystem(
  registration: ClientRegistration,
  { publicUrl, parameters }: RegistrationSurroundings,
): ShownProfile {
  const needed = definitionsOf(registration, parameters);
  return {
    ...registration,
    ...{ divisionId: null, invitedRoles: null, description: '' },
    hasTenancy: needed.some(({ name }) => name === 'tenant'),
    clientSecret: { isSet: registration.clientSecret !== undefined, setAt: null },
    authorizationFields: registration.authorizationFields.map(({ placement, key }) => ({ placement, key })),
    callbackUrl: callbackUrlOf(publicUrl, registration.id),
    parameters: needed,
    createdAt: null,
    updatedAt: null,
  };
}
