import type { FastifyInstance } from 'fastify';
import { AppRegistry } from './authorization/app-registry.js';
import { AuthorizationServer } from './authorization/authorization-server.js';
import type { TokenVault } from './authorization/token-vault.js';
import { FaultSwitchboard } from './faults/fault-switchboard.js';
import { Trips } from './faults/trips.js';
import { Journal } from './journal.js';
import { systemProfileAt, type SystemProfile } from './system-profiles.js';
import type { OpenSystem, RecordStore, SandboxSystem } from './system.js';
import { Traffic } from './traffic.js';

/** Hears of defects in the sandbox itself; nothing else is logged. */
export interface SandboxLogger {
  error(message: string, error: unknown): void;
}

/** What all systems of one sandbox have in common. */
export interface SandboxParts {
  readonly sandboxUrl: string;
  readonly now: () => Date;
  readonly logger?: SandboxLogger;
}

/** One system at work, with everything that tests and the control API reach for. */
export interface RunningSystem<Store extends RecordStore = RecordStore> extends OpenSystem<Store> {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly store: Store;
  readonly apps: AppRegistry;
  readonly faults: FaultSwitchboard;
  readonly trips: Trips;
  readonly journal: Journal;
  readonly tokens: Pick<TokenVault, 'expireAccessTokens' | 'revokeGrants' | 'clear'>;
  /** The operator's registration; lets an API's callback take part, besides those named before. */
  readonly profile: (apiPublicUrl: string) => SystemProfile;
}

/** Starts the look-alike of one system below its own path. */
export async function runSystem(
  system: SandboxSystem,
  app: FastifyInstance,
  { sandboxUrl, now, logger }: SandboxParts,
): Promise<RunningSystem> {
  const url = `${sandboxUrl}/${system.id}`;
  const { pathname: prefix } = new URL(url);
  const [apps, faults, journal] = [new AppRegistry(system.systemApp), new FaultSwitchboard(), new Journal()];
  const trips = new Trips(faults);
  const open = system.open({
    url,
    now,
    faults,
    authenticate: (authorization) => authorizationServer.authenticate(authorization),
    revoke: (token) => authorizationServer.revoke(token),
  });
  const traffic = new Traffic({
    ...{ prefix, system: open, faults, journal, now },
    tripOf: (request, endpoint) => authorizationServer.guide.tripOf(request, endpoint),
  });
  const authorizationServer = await AuthorizationServer.open({
    ...{ systemName: system.name, url, prefix, apps, faults, trips },
    ...{ dialect: open.dialect, people: open.people },
    onGrantType: (request, grantType) => traffic.nameGrant(request, grantType),
    onError: (error) => logger?.error(`The sandbox's authorization server for ${system.name} failed.`, error),
  });
  await app.register(
    async (scope) => {
      traffic.watch(scope);
      authorizationServer.mount(scope);
      open.routes(scope);
    },
    { prefix },
  );
  const tokens = authorizationServer.vault;
  const profile = (apiPublicUrl: string) => {
    apps.allowSystemRedirect(`${apiPublicUrl.replace(/\/+$/, '')}/oauth/callback/system-${system.id}`);
    return systemProfileAt(system, sandboxUrl);
  };
  return { ...open, id: system.id, name: system.name, url, apps, faults, trips, journal, tokens, profile };
}
