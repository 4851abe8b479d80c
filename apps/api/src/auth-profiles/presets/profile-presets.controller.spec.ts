import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkProfile } from '#auth-profiles';
import { SalesforceAction } from '../../../../../test/support/actions.js';
import { startTestServer, type TestServer } from '../../../../../test/support/server.js';

interface Preset {
  readonly id: string;
  readonly name: string;
  readonly identityProviderName: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly connectorId: string | null;
  readonly parameters: readonly {
    readonly name: string;
    readonly pattern: string;
    readonly examples: readonly string[];
  }[];
}

let server: TestServer;
beforeAll(async () => {
  const systemProfile = { connectorId: 'salesforce', clientId: 'c', clientSecret: 's' };
  server = await startTestServer({ variables: { ATTACHE_SYSTEM_PROFILES: JSON.stringify([systemProfile]) } });
});
afterAll(() => server.close());

const presets = async (): Promise<readonly Preset[]> =>
  (await server.call('GET', '/v1/auth-profile-presets')).body.items;

describe('the presets of auth profiles', () => {
  it('are the systems of the catalogue and any other provider, each once', async () => {
    const ids = (await presets()).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['salesforce', 'generic']));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('have examples that match their patterns, and become profiles that may be saved', async () => {
    for (const preset of await presets()) {
      if (preset.authorizationUrl === '') continue;
      const fill = (url: string) =>
        preset.parameters.reduce((text, { name, examples }) => text.replaceAll(`{${name}}`, examples[0] ?? ''), url);
      for (const { name, pattern, examples } of preset.parameters) {
        for (const example of examples)
          expect(example, `${preset.id} ${name}`).toMatch(new RegExp(`^(?:${pattern})$`, 'u'));
      }
      const draft = {
        ...{ name: preset.name, identityProviderName: preset.identityProviderName, clientId: 'client' },
        ...{ clientSecret: 'secret', grantType: 'authorization-code' as const },
        ...{ authorizationUrl: fill(preset.authorizationUrl), tokenUrl: fill(preset.tokenUrl) },
      };
      expect(checkProfile(draft).violations, preset.id).toEqual([]);
    }
  });
});

describe('who uses an auth profile', () => {
  const usage = (key?: string) =>
    server.call('GET', '/v1/auth-profiles/system-salesforce/usage', key === undefined ? {} : { key });

  it('is told with the bots and the counts', async () => {
    const action = await SalesforceAction.forEndUsers(server);
    expect((await usage()).body).toMatchObject({
      actions: [{ botId: action.botId, connectorId: 'salesforce', state: 'configured', authorizationMode: 'end-user' }],
      ...{ botCount: 1, sharedAuthorizationCount: 0, endUserAuthorizationCount: 0 },
    });
  });

  it('names no bot that a key was not made for', async () => {
    const { body: other } = await server.call('POST', '/v1/bots', { body: { name: 'Another' } });
    const { body } = await server.call('POST', '/v1/api-keys', {
      body: { name: 'elsewhere', permissions: ['auth-profiles:view'], botIds: [other.id] },
    });
    expect((await usage(body.key)).body).toMatchObject({ actions: [], botCount: 0 });
    expect((await server.call('GET', '/v1/auth-profiles/none/usage')).status).toBe(404);
  });
});
