import { randomBytes } from 'node:crypto';
import type { Api } from './server.js';
import { expectStatus, type World } from './world.js';

/** Names of bots are unique. */
const newBotName = () => `Sales assistant ${randomBytes(3).toString('hex')}`;

/** How an action is authorized. */
export interface ActionSettings {
  readonly authorizationMode: 'pre-authorized' | 'end-user';
  /** The operator's own unless told. */
  readonly authProfileId?: string;
}

/** Salesforce on a bot of its own. */
export class SalesforceAction {
  private constructor(
    private readonly server: Api,
    readonly botId: string,
  ) {}

  /** Configures it; it is not enabled yet. */
  static async configure(server: Api, settings: ActionSettings, botName = newBotName()) {
    const bot = expectStatus(await server.call('POST', '/v1/bots', { body: { name: botName } }), 201);
    const action = new SalesforceAction(server, bot.body.id as string);
    expectStatus(await server.call('PUT', action.path, { body: settings }), 200);
    return action;
  }

  /** Configured and enabled, for end users to authorize. */
  static async forEndUsers(server: Api, botName?: string): Promise<SalesforceAction> {
    const action = await SalesforceAction.configure(server, { authorizationMode: 'end-user' }, botName);
    await action.enable();
    return action;
  }

  get path(): string {
    return `/v1/bots/${this.botId}/actions/salesforce`;
  }

  async enable(): Promise<void> {
    expectStatus(await this.server.call('POST', `${this.path}/enable`), 200);
  }

  /** A link for an end user. */
  async link(endUserId = 'u-42', more: Readonly<Record<string, unknown>> = {}) {
    const endUser = { id: endUserId, displayName: 'Grace Hopper' };
    const body = { endUser, ...more };
    const made = await this.server.call('POST', `${this.path}/authorization-links`, { body });
    return expectStatus(made, 201).body as { readonly id: string; readonly url: string };
  }

  run(operation: string, input: object, endUserId?: string, headers?: Readonly<Record<string, string>>) {
    const body = { input, ...(endUserId !== undefined && { endUserId }) };
    return this.server.call('POST', `${this.path}/operations/${operation}/runs`, { body, headers });
  }

  createLead(lastName: string, endUserId?: string) {
    return this.run('create-lead', { lastName, company: 'Example Navy' }, endUserId);
  }

  async install(template: string): Promise<void> {
    expectStatus(await this.server.call('POST', `${this.path}/templates/${template}/install`, { body: {} }), 201);
  }
}

/** A profile of the customer's own: its id is reserved first, so that its callback can be registered at the provider. */
export async function createCustomProfile(
  { server, sandbox }: World,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly id: string; readonly clientSecret: string }> {
  const { body: reserved } = expectStatus(await server.call('POST', '/v1/auth-profiles/reservations'), 201);
  const system = sandbox.systemProfiles(server.url).find(({ connectorId }) => connectorId === 'salesforce');
  const { clientId, clientSecret } = sandbox.apps.salesforce.register({
    name: 'Sales team',
    redirectUris: [reserved.callbackUrl as string],
  });
  const body = {
    ...{ id: reserved.id, connectorId: 'salesforce', name: `Sales team ${reserved.id}`, clientId, clientSecret },
    ...{ authorizationUrl: system?.authorizationUrl, tokenUrl: system?.tokenUrl, scopes: system?.scopes },
    revocationUrl: system?.revocationUrl,
    ...changes,
  };
  const made = expectStatus(await server.call('POST', '/v1/auth-profiles', { body }), 201);
  if (made.body.callbackUrl !== reserved.callbackUrl) throw new Error('the reserved callback URL was not kept');
  return { id: reserved.id as string, clientSecret };
}
