import type { ProfileUrls, SandboxSystem } from './system.js';
import { systems } from './systems.js';

/** A client registration of the operator's at one system, as the API's configuration takes it. */
export interface SystemProfile extends ProfileUrls {
  readonly connectorId: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What `iss` says in the redirect back (RFC 9207). */
  readonly issuer: string;
}

/** The operator's registration at one system of a sandbox; where it may redirect to is told to the sandbox itself. */
export function systemProfileAt(system: SandboxSystem, sandboxUrl: string): SystemProfile {
  const { id: connectorId, name, systemApp, profileUrls } = system;
  const { clientId, clientSecret } = systemApp;
  const issuer = `${sandboxUrl.replace(/\/+$/, '')}/${connectorId}`;
  return { connectorId, name: `${name} (sandbox)`, clientId, clientSecret, issuer, ...profileUrls(issuer) };
}

/** The operator's registrations at all systems of the sandbox that lives, or will live, at a URL. */
export function systemProfilesAt(sandboxUrl: string): readonly SystemProfile[] {
  return Object.values(systems).map((system) => systemProfileAt(system, sandboxUrl));
}
