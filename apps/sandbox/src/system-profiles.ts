import type { SandboxSystem } from './system.js';
import { systems } from './systems.js';

/** A registration of the operator's at one system, as the API's configuration takes it. */
export interface SystemProfile {
  readonly connectorId: string;
  readonly name: string;
  /** Where the API lives, for connectors that would look elsewhere. */
  readonly apiUrl?: string;
  /** What the connector's preset says, unless told. */
  readonly grantType?: 'client-credentials' | 'basic' | 'api-key';
  /** The connector's id of a way in without OAuth. */
  readonly credentialsId?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly authorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly revocationUrl?: string;
  readonly scopes?: readonly string[];
  /** What `iss` says in the redirect back (RFC 9207). */
  readonly issuer?: string;
}

/** What the API calls the operator's registration that its first entry of a connector makes. */
export function systemProfileId(connectorId: string): string {
  return `system-${connectorId}`;
}

/** The operator's registrations at one system of a sandbox; where they may redirect to is told to the sandbox itself. */
export function profilesOf(system: SandboxSystem, sandboxUrl: string): readonly SystemProfile[] {
  const { id: connectorId, name, apiPath, oauth, credentials = [] } = system;
  const url = `${sandboxUrl.replace(/\/+$/, '')}/${connectorId}`;
  const common = {
    ...{ connectorId, name: `${name} (sandbox)` },
    ...(apiPath !== undefined && { apiUrl: (url + apiPath).replace(/\/+$/, '') }),
  };
  const { grantTypes = ['authorization-code'] } = oauth ?? {};
  return [
    ...(oauth ? grantTypes.map((grantType) => ({ ...common, ...clientOf(oauth, grantType, url) })) : []),
    ...credentials.map(({ kind, id }) => ({ ...common, grantType: kind, credentialsId: id })),
  ];
}

type OAuth = NonNullable<SandboxSystem['oauth']>;
type GrantType = NonNullable<OAuth['grantTypes']>[number];

function clientOf({ systemApp, scopes, dialect, revocationPath }: OAuth, grantType: GrantType, url: string) {
  const { clientId, clientSecret } = systemApp;
  const { paths } = dialect({ url, now: () => new Date() });
  const client = { clientId, clientSecret, tokenUrl: url + paths.token, scopes };
  if (grantType === 'client-credentials') return { grantType, ...client };
  const revocation = revocationPath ?? paths.revocation;
  return {
    ...client,
    authorizationUrl: url + paths.authorization,
    ...(revocation !== undefined && { revocationUrl: url + revocation }),
    issuer: url,
  };
}

/** The operator's registrations at all systems of the sandbox that lives, or will live, at a URL. */
export function systemProfilesAt(sandboxUrl: string): readonly SystemProfile[] {
  return Object.values(systems).flatMap((system) => profilesOf(system, sandboxUrl));
}
