import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { TokenSet } from '#auth-profiles';
import { createEgress, type Egress } from '#connectors';
import type { DataSource } from 'typeorm';
import type { AuthProfilesService } from '../../auth-profiles/auth-profiles.service.js';
import { resolveRegistration, type ClientRegistration } from '../../auth-profiles/resolved-auth-profile.js';
import type { StandingsService } from '../../auth-profiles/powers/standings.service.js';
import { DivisionsService } from '../../members/divisions.service.js';
import { Division } from '../../members/workspace.entity.js';
import { Bot } from '../../bots/bot.entity.js';
import { BotsService } from '../../bots/bots.service.js';
import { readEnvironment } from '../../config/environment.js';
import type { ConnectorsService } from '../../connectors/connectors.service.js';
import { createDataSource } from '../../database/data-source.js';
import { migrate } from '../../database/migrate.js';
import { migrations } from '../../database/migrations/index.js';
import { createNotifications } from '../../database/notifications.js';
import type { ReplicaChannel } from '../../database/replica-channel.js';
import { DataKey } from '../../encryption/data-key.entity.js';
import { EncryptionService } from '../../encryption/encryption.service.js';
import { EndUser } from '../../end-users/end-user.entity.js';
import { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { MetricsService } from '../../telemetry/metrics.service.js';
import { ShutdownService } from '../../telemetry/shutdown.service.js';
import { Authorization } from '../authorization.entity.js';
import type { AuthorizedAction } from '../subject.js';
import { AuthorizationsService } from '../authorizations.service.js';
import { AccessService } from '../refresh/access.service.js';
import { BackgroundRefreshService } from '../refresh/background-refresh.service.js';
import { RefreshService } from '../refresh/refresh.service.js';
import { ErasuresService } from '../revocation/erasures.service.js';
import { RevocationsService } from '../revocation/revocations.service.js';
import { registrationAt } from './testing-registration.js';
import { AfterCommitService } from './after-commit.service.js';
import { CandidatesService, type NewAuthorization } from './candidates.service.js';
import { LiveAuthorizationsService } from './live-authorizations.service.js';
import { TokenRequestsService } from './token-requests.service.js';
import { TokenSetsService } from './token-sets.service.js';
import { TokenVaultService } from './token-vault.service.js';
import { UsesService } from './uses.service.js';
import { VisibleAuthorizationsService } from './visible-authorizations.service.js';

const quiet = { log: () => undefined, warn: () => undefined };

/** What a provider was asked. */
export interface ProviderRequest {
  readonly path: string;
  readonly form: URLSearchParams;
}

/** A provider on the loopback interface that rotates refresh tokens and no longer knows used ones. */
export interface TestProvider {
  readonly origin: string;
  readonly requests: readonly ProviderRequest[];
  /** Requests for tokens so far. */
  readonly refreshes: number;
  /** Set it to answer in another way; undefined leaves the answer to the provider. */
  answer: (request: ProviderRequest, response: ServerResponse) => object | Promise<object | undefined> | undefined;
  latencyMs: number;
  expiresInSeconds: number | undefined;
  /** The refresh token that it will accept; undefined: any. */
  refreshToken: string | undefined;
  close(): Promise<void>;
}

/** Starts a provider. */
export async function startProvider(): Promise<TestProvider> {
  const requests: ProviderRequest[] = [];
  let issued = 0;
  const server = createServer((incoming, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const request = { path: incoming.url ?? '/', form };
      requests.push(request);
      await sleep(provider.latencyMs);
      const own = await provider.answer(request, response);
      if (response.writableEnded || response.destroyed) return;
      const body = own ?? (request.path === '/token' ? grant(form) : {});
      response.writeHead('error' in body ? 400 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    })();
  });
  const grant = (form: URLSearchParams): object => {
    const given = form.get('refresh_token') ?? undefined;
    const isKnown = provider.refreshToken === undefined || given === provider.refreshToken;
    if (form.get('grant_type') === 'refresh_token' && !isKnown) return { error: 'invalid_grant' };
    issued += 1;
    if (isKnown && provider.refreshToken !== undefined) provider.refreshToken = `refresh-${issued}`;
    return {
      access_token: `access-${issued}`,
      ...(given !== undefined && { refresh_token: `refresh-${issued}` }),
      token_type: 'bearer',
      expires_in: provider.expiresInSeconds,
      instance_url: 'https://eu.example.com',
    };
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const provider: TestProvider = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get refreshes() {
      return requests.filter(({ path }) => path === '/token').length;
    },
    answer: () => undefined,
    latencyMs: 0,
    expiresInSeconds: 3_600,
    refreshToken: undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return provider;
}

/** One replica of the server, as far as authorizations go. */
export interface TestReplica {
  readonly authorizations: AuthorizationsService;
  readonly background: BackgroundRefreshService;
  readonly revocations: RevocationsService;
  readonly tokenSets: TokenSetsService;
  readonly vault: TokenVaultService;
  readonly uses: UsesService;
  readonly metrics: MetricsService;
  readonly events: EventsService;
  readonly encryption: EncryptionService;
  readonly dataSource: DataSource;
  /** May be changed, as a designer would. */
  readonly profile: { registration: ClientRegistration };
  close(): Promise<void>;
}

/** Starts a replica on a database that others may use too. */
export async function startReplica(databaseUrl: string, provider: TestProvider): Promise<TestReplica> {
  Logger.overrideLogger(false);
  const connection = { connectionString: databaseUrl };
  const entities = [Authorization, Bot, DataKey, DomainEvent, EndUser];
  const dataSource = await createDataSource(connection, { poolSize: 10, entities, migrations }).initialize();
  await migrate(dataSource, quiet);
  const query = (sql: string, parameters: string[]) => dataSource.query(sql, parameters);
  const channel = await createNotifications({ connection, query, logger: quiet });
  const environment = readEnvironment({ ATTACHE_MASTER_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}` });
  const encryption = new EncryptionService(dataSource, environment, channel);
  await encryption.onModuleInit();
  const shutdown = new ShutdownService();
  const jobs = new JobsService(dataSource, shutdown);
  const egress = createEgress({ allowedHosts: ['127.0.0.1'] });
  const services = connect({ dataSource, channel, encryption, shutdown, jobs, egress }, registrationAt(provider));
  return Object.assign(services, {
    close: async () => {
      await shutdown.onModuleDestroy();
      await services.uses.beforeApplicationShutdown();
      await channel.close();
      await dataSource.destroy();
      await egress.dispatcher.destroy();
    },
  });
}

interface Surroundings {
  readonly dataSource: DataSource;
  readonly channel: ReplicaChannel;
  readonly encryption: EncryptionService;
  readonly shutdown: ShutdownService;
  readonly jobs: JobsService;
  readonly egress: Egress;
}

/** As Nest would: the real services, one profile, and no connector. */
function connect({ dataSource, channel, encryption, shutdown, jobs, egress }: Surroundings, first: ClientRegistration) {
  const profile = { registration: first };
  const surroundings = { publicUrl: 'https://bots.example', parameters: [] };
  const authProfiles = {
    resolve: () => Promise.resolve(resolveRegistration(profile.registration, surroundings)),
  } as unknown as AuthProfilesService;
  const connectors = { egress, registry: { find: () => undefined } } as unknown as ConnectorsService;

  const metrics = new MetricsService();
  const events = new EventsService(dataSource, jobs, shutdown);
  const vault = new TokenVaultService(dataSource, encryption);
  const live = new LiveAuthorizationsService(dataSource, vault, connectors, channel);
  const afterCommit = new AfterCommitService(dataSource, shutdown);
  const tokenSets = new TokenSetsService(dataSource, vault, events, live, afterCommit);
  const requests = new TokenRequestsService(authProfiles, connectors, metrics);
  const refresh = new RefreshService(live, tokenSets, requests, metrics, shutdown);
  const uses = new UsesService(dataSource, jobs);
  const access = new AccessService(live, refresh, tokenSets, authProfiles, uses);
  const candidates = new CandidatesService(vault, tokenSets, live, authProfiles);
  const erasures = new ErasuresService(dataSource, vault, tokenSets, requests);
  const revocations = new RevocationsService(dataSource, live, afterCommit, jobs, erasures);
  const visible = new VisibleAuthorizationsService(
    dataSource,
    live,
    new BotsService(dataSource.getRepository(Bot), new DivisionsService(dataSource.getRepository(Division)), channel),
    authProfiles,
    {} as StandingsService,
  );
  return {
    authorizations: new AuthorizationsService(live, access, candidates, revocations, visible),
    background: new BackgroundRefreshService(dataSource, refresh, jobs),
    ...{ revocations, tokenSets, vault, uses, metrics, events, encryption, dataSource, profile },
  };
}

/** A workspace with a bot and an action, and what is stored for an end user of it. */
export interface TestSubject {
  readonly workspaceId: string;
  readonly botId: string;
  readonly actionId: string;
  readonly action: AuthorizedAction;
  given(changes?: Partial<NewAuthorization>): NewAuthorization;
}

/** Writes the rows that an authorization refers to. */
export async function makeSubject(dataSource: DataSource, name: string): Promise<TestSubject> {
  const [workspaceId, botId, actionId] = [`wsp_${name}`, `bot_${name}`, `act_${name}`];
  await dataSource.query(`INSERT INTO workspaces (id, name) VALUES ($1, $1)`, [workspaceId]);
  await dataSource.query(`INSERT INTO divisions (id, workspace_id, name) VALUES ($1, $1, 'Home')`, [workspaceId]);
  await dataSource.query(`INSERT INTO bots (id, workspace_id, division_id, name) VALUES ($1, $2, $2, $1)`, [
    botId,
    workspaceId,
  ]);
  await dataSource.query(
    `INSERT INTO actions (id, workspace_id, bot_id, connector_id, authorization_mode, auth_profile_id, state)
     VALUES ($1, $2, $3, 'salesforce', 'end-user', 'prf_test', 'configured')`,
    [actionId, workspaceId, botId],
  );
  return {
    ...{ workspaceId, botId, actionId },
    action: {
      ...{ id: actionId, workspaceId, botId, connectorId: 'salesforce', authProfileId: 'prf_test' },
      ...{ parameters: {}, usesProfileAuthorization: true },
    },
    given: (changes = {}) => ({
      ...{ workspaceId, botId, actionId, connectorId: 'salesforce', authProfileId: 'prf_test' },
      registrationVersion: 1,
      subject: { kind: 'end-user', endUserId: 'usr_1' },
      tokenSet: tokenSetFor(3_600),
      scopes: ['api'],
      parameters: {},
      account: { id: '005', name: 'Ada Example', details: {} },
      isActive: true,
      ...changes,
    }),
  };
}

/** A token set that expires so many seconds from now; negative: it has; undefined: nobody says. */
export function tokenSetFor(seconds: number | undefined, changes: Partial<TokenSet> = {}): TokenSet {
  const issuedAt = Date.now() - 3_600_000;
  return {
    accessToken: 'access-0',
    refreshToken: 'refresh-0',
    tokenType: 'Bearer',
    issuedAt: new Date(issuedAt).toISOString(),
    expiresAt: seconds === undefined ? undefined : new Date(Date.now() + seconds * 1_000).toISOString(),
    extras: { instance_url: 'https://eu.example.com', api_key: 'not to be shown' },
    ...changes,
  };
}
