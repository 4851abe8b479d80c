import { DataSource } from 'typeorm';
import { call, type ApiAnswer } from '../../../../../test/support/server.js';
import { FlowFixture } from '../../authorization-requests/testing/flow-fixture.js';
import { formTokenIn, TestBrowser } from '../../authorization-requests/testing/test-browser.js';
import { newId } from '../../database/identifiers.js';
import { SessionsService } from '../../sessions/sessions.service.js';

/** Somebody who is signed in with a browser of their own. */
export class TestMember {
  constructor(
    private readonly url: string,
    readonly id: string,
    readonly cookie: string,
  ) {}

  call(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    return call(this.url, method, path, { key: null, body, headers: { cookie: this.cookie, origin: this.url } });
  }

  /** Opens a link, allows access, and comes back, in the browser where the member is signed in. */
  async finish(link: string): Promise<number> {
    const browser = new TestBrowser(this.url);
    const [name = '', value = ''] = this.cookie.split('=');
    browser.cookies.set(name, value);
    const { pathname } = new URL(link);
    const page = await browser.get(pathname);
    const answer = await browser.post(pathname, { formToken: formTokenIn(page.html) });
    return (await browser.comeBack(new URL(answer.location ?? ''))).status;
  }
}

/** A flow fixture with members, divisions and profiles of the workspace's own. */
export class ProfileFixture {
  private constructor(readonly flow: FlowFixture) {}

  static async start(): Promise<ProfileFixture> {
    return new ProfileFixture(await FlowFixture.start());
  }

  get dataSource(): DataSource {
    return this.flow.dataSource;
  }

  call(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    return this.flow.server.call(method, path, { body });
  }

  async division(): Promise<string> {
    const id = newId('division');
    const sql = 'INSERT INTO divisions (id, workspace_id, name) VALUES ($1, $2, $1)';
    await this.dataSource.query(sql, [id, this.flow.workspaceId]);
    return id;
  }

  async role(permissions: readonly string[]): Promise<string> {
    const id = newId('role');
    const sql = 'INSERT INTO roles (id, workspace_id, name, permissions) VALUES ($1, $2, $1, $3)';
    await this.dataSource.query(sql, [id, this.flow.workspaceId, permissions]);
    return id;
  }

  /** A member with roles, each for one division or (null) for all. */
  async member(...roles: readonly (readonly [string, string | null])[]): Promise<TestMember> {
    const id = newId('member');
    await this.dataSource.query(
      'INSERT INTO members (id, workspace_id, name, email, password_hash) VALUES ($1, $2, $3, $4, $5)',
      [id, this.flow.workspaceId, `Member ${id.slice(-4)}`, `${id}@example.com`, 'none'],
    );
    for (const [role, divisionId] of roles) {
      await this.dataSource.query(
        'INSERT INTO grants (id, workspace_id, member_id, role, division_id) VALUES ($1, $2, $3, $4, $5)',
        [newId('grant'), this.flow.workspaceId, id, role, divisionId],
      );
    }
    const { token } = await this.flow.server.app.get(SessionsService).start(id);
    return new TestMember(this.flow.server.url, id, `attache_session=${token}`);
  }

  /** A profile of the workspace's at the look-alike of Salesforce. */
  async profile(fields: object = {}): Promise<{ readonly id: string; readonly path: string }> {
    const oauth = (name: string) => `${this.flow.crm.url}/services/oauth2/${name}`;
    const made = await this.call('POST', '/v1/auth-profiles', {
      ...{ connectorId: 'salesforce', name: newId('run'), clientId: 'client', clientSecret: 'canary-secret' },
      ...{ authorizationUrl: oauth('authorize'), tokenUrl: oauth('token'), revocationUrl: oauth('revoke') },
      ...{ scopes: 'api refresh_token', ...fields },
    });
    if (made.status !== 201) throw new Error(`no profile: ${made.text}`);
    return { id: made.body.id as string, path: `/v1/auth-profiles/${made.body.id}` };
  }

  /** A bot whose pre-authorized action works with a profile. */
  async action(authProfileId: string, divisionId?: string): Promise<{ readonly botId: string; readonly path: string }> {
    const { body } = await this.call('POST', '/v1/bots', { name: newId('run'), divisionId });
    const path = `/v1/bots/${body.id}/actions/salesforce`;
    const put = await this.call('PUT', path, { authorizationMode: 'pre-authorized', authProfileId });
    if (put.status !== 200) throw new Error(`no action: ${put.text}`);
    return { botId: body.id as string, path };
  }

  async stop(): Promise<void> {
    await this.flow.stop();
  }
}
