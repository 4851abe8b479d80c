import { createHash } from 'node:crypto';
import { isCredentialGrant, parseScopes, type ProfileDraft } from '#auth-profiles';
import type { Connector, CredentialPreset } from '#connectors';
import { originOf } from '../changes/draft-check.js';
import { withPresetDefaults } from '../changes/profile-draft.js';
import { destination } from '../changes/profile-differences.js';
import { showSystem, type ShownProfile } from '../registrations/shown-profile.js';
import { wayOf } from '../registrations/ways.js';
import { resolveRegistration, type ClientRegistration, type ResolvedAuthProfile } from '../resolved-auth-profile.js';
import type { ValidEntry } from './system-profile-entry.js';

/** A way to authorize that is there for every workspace. */
export interface SystemProfile {
  readonly resolved: ResolvedAuthProfile;
  readonly shown: ShownProfile;
}

/** The ids of valid entries, in their order: the first with a grant of OAuth has the connector's own. */
export function idsOf(entries: readonly ValidEntry[]): readonly string[] {
  const named = new Set<string>();
  return entries.map(({ connector, draft: { grantType = 'authorization-code', credentialsId } }) => {
    const base = `system-${connector.id}`;
    if (isCredentialGrant(grantType)) return `${base}-${credentialsId}`;
    const isFirst = !named.has(base);
    named.add(base);
    return isFirst ? base : `${base}-${grantType}`;
  });
}

/** The profile of an entry of the operator's. */
export function toSystemProfile(id: string, { connector, draft, around }: ValidEntry): SystemProfile {
  const registration = toRegistration(id, connector, draft);
  return { resolved: resolveRegistration(registration, around), shown: showSystem(registration, around) };
}

/** What a connector lets people type in needs no registration: there is a profile for each such way. */
export function builtInProfiles(connectors: readonly Connector[], publicUrl: string): readonly SystemProfile[] {
  return connectors.flatMap((connector) =>
    (connector.credentials ?? []).map((preset) => builtIn(connector, preset, publicUrl)),
  );
}

function builtIn(connector: Connector, { id: credentialsId, kind, title }: CredentialPreset, publicUrl: string) {
  const given: ProfileDraft = { grantType: kind, credentialsId, name: `${connector.name}: ${title}` };
  const draft = withPresetDefaults(given, connector);
  const around = { publicUrl, ...wayOf({ grantType: kind, credentialsId }, connector) };
  return toSystemProfile(`system-${connector.id}-${credentialsId}`, { connector, draft, around });
}

/** A draft without violations has all that is required. */
function toRegistration(id: string, connector: Connector, draft: ProfileDraft): ClientRegistration {
  return {
    ...(draft as Required<ProfileDraft>),
    ...optionalOf(draft),
    id,
    kind: 'system',
    connectorId: connector.id,
    scopes: parseScopes(draft.scopes ?? []),
    version: 1,
    registrationVersion: registrationVersionOf(draft),
  };
}

function optionalOf(draft: ProfileDraft) {
  const { clientId, clientSecret, authorizationUrl, tokenUrl, refreshUrl, revocationUrl, issuer } = draft;
  const { apiUrl, credentialsId, credentials, subject, audience, keyId } = draft;
  return {
    ...{ clientId, clientSecret, authorizationUrl, tokenUrl, refreshUrl, revocationUrl, issuer },
    ...{ apiUrl, credentialsId, credentials, subject, audience, keyId },
  };
}

/** The same after every start, until the operator names another client, provider or place. */
function registrationVersionOf(draft: ProfileDraft): number {
  const { clientId, grantType, authorizationUrl, tokenUrl, refreshUrl, revocationUrl, apiUrl, subject } = draft;
  // Whatever a parameter is called: authorizations outlive a new version of this server.
  const place = (url: string) => originOf(url).replaceAll(/\{[^{}]*\}/g, 'parameter');
  const origins = [authorizationUrl, tokenUrl, refreshUrl, revocationUrl].map((url) => url && place(url));
  const isPlain = clientId !== undefined && apiUrl === undefined && subject === undefined;
  const digest = createHash('sha256')
    .update(JSON.stringify([clientId, grantType, ...origins, ...(isPlain ? [] : [destination(draft)])]))
    .digest();
  return digest.readUInt32BE() >>> 1;
}
