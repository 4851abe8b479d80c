import { DataSource } from 'typeorm';
import { startTestServer, type TestServer, type TestServerOptions } from '../../../../../test/support/server.js';
import { AuthProfilesService } from '../../auth-profiles/auth-profiles.service.js';
import { newId } from '../../database/identifiers.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { EndUsersService } from '../../end-users/end-users.service.js';
import { AuthorizationRequest } from '../authorization-request.entity.js';
import {
  AuthorizationRequestsService,
  type StartRequest,
  type StartedRequest,
} from '../authorization-requests.service.js';
import { LoopbackCrm } from './loopback-crm.js';
import { TestBrowser } from './test-browser.js';

/** A link of the fixture. */
export interface FixtureLink extends StartedRequest {
  /** Path of the link. */
  readonly path: string;
}

/** What a spec may decide of its server. */
export interface FixtureOptions extends TestServerOptions {
  /** Further fields of the operator's profile. */
  readonly profile?: (crm: LoopbackCrm) => Readonly<Record<string, unknown>>;
  /** A name that is shown. */
  readonly botName?: string;
}

/** A server, a look-alike of Salesforce, a bot with one action that end users authorize, and one end user. */
export class FlowFixture {
  readonly action: StartRequest['action'] & { readonly id: string } = {
    id: newId('action'),
    connectorId: 'salesforce',
    parameters: {},
  };

  private constructor(
    readonly server: TestServer,
    readonly crm: LoopbackCrm,
    readonly bot: { readonly id: string; readonly name: string },
    readonly workspaceId: string,
  ) {}

  static async start({ profile, botName = 'Sales assistant', ...options }: FixtureOptions = {}): Promise<FlowFixture> {
    const crm = await LoopbackCrm.start();
    const oauth = (name: string) => `${crm.url}/services/oauth2/${name}`;
    const systemProfile = {
      ...{ connectorId: 'salesforce', clientId: 'client', clientSecret: 'canary-secret' },
      ...{ authorizationUrl: oauth('authorize'), tokenUrl: oauth('token'), revocationUrl: oauth('revoke') },
      ...{ scopes: 'api refresh_token', ...profile?.(crm) },
    };
    const server = await startTestServer({
      ...options,
      variables: {
        ATTACHE_SYSTEM_PROFILES: JSON.stringify([systemProfile]),
        ATTACHE_ALLOWED_HOSTS: crm.host,
        ...options.variables,
      },
    });
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: botName } });
    const { body: session } = await server.call('GET', '/v1/session');
    const fixture = new FlowFixture(server, crm, bot, session.workspaceId);
    await fixture.insertAction();
    return fixture;
  }

  get dataSource(): DataSource {
    return this.server.app.get(DataSource);
  }

  browser(options?: { readonly isOld?: boolean }): TestBrowser {
    return new TestBrowser(this.server.url, options);
  }

  /** Makes a link for the end user `u-4711`; `changes` make it another. */
  async link(changes: Partial<StartRequest> = {}): Promise<FixtureLink> {
    const profile = await this.server.app.get(AuthProfilesService).resolve(this.workspaceId, 'system-salesforce');
    const endUsers = this.server.app.get(EndUsersService);
    const bot = { id: this.bot.id, workspaceId: this.workspaceId };
    const endUser = await endUsers.upsert(bot, { id: 'u-4711', displayName: 'Grace Hopper', channel: 'whatsapp' });
    const started = await this.server.app.get(AuthorizationRequestsService).start({
      ...{ workspaceId: this.workspaceId, bot: this.bot, action: this.action, profile },
      ...{ subject: { kind: 'end-user', endUserId: endUser.id }, endUser },
      startedBy: { kind: 'api-key', id: 'key_test' },
      ...changes,
    });
    return { ...started, path: new URL(started.url ?? this.server.url).pathname };
  }

  /** Another action of the bot's, that end users authorize with a profile of the workspace's. */
  async addAction(connectorId: string, fields: object): Promise<Pick<StartRequest, 'action' | 'profile'>> {
    const body = { connectorId, name: `Profile for ${connectorId}`, ...fields };
    const made = await this.server.call('POST', '/v1/auth-profiles', { body });
    if (made.status !== 201) throw new Error(`no profile: ${made.text}`);
    const action = { id: newId('action'), connectorId, parameters: {} };
    await this.dataSource.query(
      `INSERT INTO actions (id, workspace_id, bot_id, connector_id, authorization_mode, auth_profile_id, state)
        VALUES ($1, $2, $3, $4, 'end-user', $5, 'configured')`,
      [action.id, this.workspaceId, this.bot.id, connectorId, made.body.id],
    );
    const profile = await this.server.app.get(AuthProfilesService).resolve(this.workspaceId, made.body.id);
    return { action, profile };
  }

  async request(id: string): Promise<AuthorizationRequest> {
    return this.dataSource.manager.findOneByOrFail(AuthorizationRequest, { id });
  }

  /** `type reason` of all that was told of a request, in order. */
  async told(requestId: string): Promise<readonly string[]> {
    const rows: Pick<DomainEvent, 'type' | 'data'>[] = await this.dataSource.query(
      `SELECT type, data FROM events WHERE data->>'authorizationRequestId' = $1 ORDER BY id`,
      [requestId],
    );
    return rows.map(({ type, data }) =>
      `${type.replace('authorization-request.', '')} ${String(data['reason'] ?? '')}`.trim(),
    );
  }

  /** States of the authorizations that came of a request. */
  async authorizationStates(requestId: string): Promise<readonly string[]> {
    const rows: { state: string }[] = await this.dataSource.query(
      'SELECT state FROM authorizations WHERE authorization_request_id = $1',
      [requestId],
    );
    return rows.map(({ state }) => state);
  }

  async set(requestId: string, column: 'expires_at' | 'code_expires_at', value: Date): Promise<void> {
    await this.dataSource.query(`UPDATE authorization_requests SET ${column} = $2 WHERE id = $1`, [requestId, value]);
    await this.dataSource.query('UPDATE authorization_attempts SET expires_at = $2 WHERE request_id = $1', [
      requestId,
      value,
    ]);
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.crm.stop();
  }

  private async insertAction(): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO actions (id, workspace_id, bot_id, connector_id, authorization_mode, auth_profile_id, state)
        VALUES ($1, $2, $3, 'salesforce', 'end-user', 'system-salesforce', 'configured')`,
      [this.action.id, this.workspaceId, this.bot.id],
    );
  }
}
