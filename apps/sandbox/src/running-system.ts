import type { FastifyInstance } from 'fastify';
import { AppRegistry } from './authorization/app-registry.js';
import { AuthorizationServer } from './authorization/authorization-server.js';
import { checkCredentials } from './authorization/credential-check.js';
import type { TokenVault } from './authorization/token-vault.js';
import { FaultSwitchboard } from './faults/fault-switchboard.js';
import { Trips } from './faults/trips.js';
import { Journal } from './journal.js';
import { profilesOf, systemProfileId, type SystemProfile } from './system-profiles.js';
import type { Caller, OpenSystem, Person, RecordStore, SandboxSystem, SystemHost } from './system.js';
import { classifier, Traffic } from './traffic.js';

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
  readonly people: readonly Person[];
  readonly store: Store;
  readonly apps: AppRegistry;
  readonly faults: FaultSwitchboard;
  readonly trips: Trips;
  readonly journal: Journal;
  readonly tokens: Pick<TokenVault, 'expireAccessTokens' | 'revokeGrants' | 'clear'>;
  /** The operator's registrations; lets an API's callbacks take part, besides those named before. */
  readonly profiles: (apiPublicUrl: string) => readonly SystemProfile[];
}

/** Starts the look-alike of one system below its own path; what is costly is made when it is first called. */
export async function runSystem(
  system: SandboxSystem,
  app: FastifyInstance,
  { sandboxUrl, now, logger }: SandboxParts,
): Promise<RunningSystem> {
  const { id, name, people } = system;
  const url = `${sandboxUrl}/${id}`;
  const { pathname: prefix } = new URL(url);
  const [apps, faults, journal] = [new AppRegistry(system.oauth?.systemApp), new FaultSwitchboard(), new Journal()];
  const trips = new Trips(faults);
  const dialect = system.oauth?.dialect({ url, now });
  const oauth =
    dialect &&
    new AuthorizationServer({
      ...{ systemName: name, url, prefix, dialect, people, apps, faults, trips },
      onGrantType: (request, grantType) => traffic.nameGrant(request, grantType),
      onError: (error) => logger?.error(`The sandbox's authorization server for ${name} failed.`, error),
    });
  const open = system.open({
    ...{ url, now, faults },
    authenticate: authenticator(system, oauth, Object.keys(dialect?.scopes ?? {})),
    revoke: async (token) => (await oauth?.revoke(token)) ?? false,
  });
  const traffic = new Traffic({
    ...{ prefix, classify: open.classify ?? classifier(dialect?.paths), faultAnswer: open.faultAnswer },
    ...{ faults, journal, now },
    tripOf: async (request, endpoint) => oauth?.tripOf(request, endpoint),
  });
  await app.register(async (scope) => mount(scope, { open, oauth, traffic }), { prefix });
  const profiles = (apiPublicUrl: string) => {
    for (const profile of profilesOf(system, sandboxUrl)) {
      if (profile.authorizationUrl === undefined) continue;
      apps.allowSystemRedirect(`${apiPublicUrl.replace(/\/+$/, '')}/oauth/callback/${systemProfileId(id)}`);
    }
    return profilesOf(system, sandboxUrl);
  };
  const tokens = oauth?.vault ?? noTokens;
  return { ...open, id, name, url, people, apps, faults, trips, journal, tokens, profiles };
}

const noTokens: RunningSystem['tokens'] = {
  expireAccessTokens: () => 0,
  revokeGrants: () => 0,
  clear: () => undefined,
};

/** Keys and passwords are tried first: a system may take keys where it takes tokens. */
function authenticator(
  { credentials = [], people }: SandboxSystem,
  oauth: AuthorizationServer | undefined,
  scopes: readonly string[],
): SystemHost['authenticate'] {
  return async (request): Promise<Caller | undefined> =>
    checkCredentials(request, { credentials, people, scopes }) ?? oauth?.authenticate(request.headers.authorization);
}

interface MountParts {
  readonly open: OpenSystem;
  readonly oauth: AuthorizationServer | undefined;
  readonly traffic: Traffic;
}

/** What the API's scope sets up, such as how it words errors, is its own. */
async function mount(scope: FastifyInstance, { open, oauth, traffic }: MountParts): Promise<void> {
  await scope.register(async (watched) => {
    traffic.watch(watched);
    oauth?.mount(watched);
    await watched.register(async (api) => open.routes(api));
  });
  await scope.register(async (pages) => open.pages?.(pages));
}
