import { createSandbox, type Sandbox } from '../../apps/sandbox/src/sandbox.js';
import { startTestServer, type ApiAnswer, type TestServer } from './server.js';

/** A server with a sandbox beside it, whose Salesforce the operator has registered an app with. */
export interface World {
  readonly sandbox: Sandbox;
  readonly server: TestServer;
  /** Another server on the same database. */
  startReplica(): Promise<TestServer>;
  close(): Promise<void>;
}

/** Environment variables that let a server use a sandbox. */
export function sandboxVariables(sandbox: Pick<Sandbox, 'url' | 'systemProfiles'>, apiUrl: string) {
  return {
    ATTACHE_ALLOWED_HOSTS: new URL(sandbox.url).host,
    ATTACHE_SIMULATOR_URL: sandbox.url,
    ATTACHE_SYSTEM_PROFILES: JSON.stringify(sandbox.systemProfiles(apiUrl)),
  };
}

/** What a story may decide of its world. */
export interface WorldOptions {
  /** Hosts that the server may call besides the sandbox. */
  readonly allowedHosts?: readonly string[];
  /** Environment variables besides those of the sandbox. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Starts a sandbox and a server that uses it. */
export async function startWorld({ allowedHosts = [], variables: more = {} }: WorldOptions = {}): Promise<World> {
  const sandbox = await createSandbox();
  const variables = (apiUrl: string) => {
    const own = sandboxVariables(sandbox, apiUrl);
    return { ...own, ATTACHE_ALLOWED_HOSTS: [own.ATTACHE_ALLOWED_HOSTS, ...allowedHosts].join(' '), ...more };
  };
  const server = await startTestServer({ variables });
  const replicas: TestServer[] = [];
  return {
    sandbox,
    server,
    startReplica: async () => {
      const replica = await startTestServer({ variables, databaseUrl: server.databaseUrl });
      replicas.push(replica);
      return replica;
    },
    close: async () => {
      for (const replica of replicas) await replica.close();
      await server.close();
      await sandbox.close();
    },
  };
}

/** A bot with Salesforce enabled, authorized by its end users. */
export async function createSalesforceBot(server: TestServer, name: string): Promise<string> {
  const bot = await server.call('POST', '/v1/bots', { body: { name } });
  const path = `/v1/bots/${bot.body.id}/actions/salesforce`;
  expectStatus(await server.call('PUT', path, { body: { authorizationMode: 'end-user' } }), 200);
  expectStatus(await server.call('POST', `${path}/enable`), 200);
  return bot.body.id as string;
}

/** Throws with the answer when it is another than expected. */
export function expectStatus(answer: ApiAnswer, status: number): ApiAnswer {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${answer.text}`);
  return answer;
}
