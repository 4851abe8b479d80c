import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector, Operation } from '#connectors';
import { profilesOf, type SystemProfile } from '../apps/sandbox/src/system-profiles.js';
import type { SandboxSystem } from '../apps/sandbox/src/system.js';
import { systems, type SystemId } from '../apps/sandbox/src/systems.js';
import { Chat } from './support/chat.js';
import { readStories, type ConnectorStory, type RunOperation } from './support/connectors/connector-story.js';
import { parametersOf, typedBy } from './support/connectors/reach.js';
import { readConnectors } from './support/connectors/registry.js';
import { goThrough, type Typed } from './support/connectors/way-through.js';
import { expectStatus, startWorld, type World } from './support/world.js';

const connectors = await readConnectors();
const stories = await readStories();

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => world.close());

/** A way to authorize, as the operator's profiles offer it. */
interface Way {
  readonly title: string;
  readonly profileId: string;
  readonly authorizationMode: 'end-user' | 'pre-authorized';
  /** There is more than what somebody typed in. */
  readonly isRenewable: boolean;
  readonly typed: Typed;
}

describe.concurrent.each(stories.map((story) => [story.connectorId, story] as const))('%s', (connectorId, story) => {
  const connector = connectors.find(connectorId) as Connector;
  const { people } = systems[connectorId as SystemId];
  const ways = profilesOf(systems[connectorId as SystemId], 'http://sandbox').map((profile) =>
    wayOf(connector, story, { profile, person: people[0] }),
  );

  describe.sequential.each(ways)('authorized by $title', (way) => {
    const { authorizationMode } = way;
    const endUser = authorizationMode === 'end-user' ? { endUserId: 'u-1' } : {};
    let path: string;
    const runs = (name: string, given?: object) => {
      const input = given ?? connector.operations.find((one) => one.name === name)?.example ?? {};
      return world.server.call('POST', `${path}/operations/${name}/runs`, { body: { input, ...endUser } });
    };
    const run: RunOperation = async (name, input) => expectStatus(await runs(name, input), 200).body.output as unknown;
    /** An operation that reads, where there is one, and an input that works. */
    const reading = async () => {
      const { name } =
        connector.operations.find(({ effect }) => effect === 'read') ?? (connector.operations[0] as Operation);
      const input = story.inputs?.[name];
      return [name, typeof input === 'function' ? await input(run) : input] as const;
    };

    it('is enabled, talked to until the work is done, and run', async () => {
      const { server } = world;
      const name = `${connectorId}, ${way.title}`;
      const bot = expectStatus(await server.call('POST', '/v1/bots', { body: { name } }), 201);
      path = `/v1/bots/${bot.body.id as string}/actions/${connectorId}`;
      const settings = { authorizationMode, authProfileId: way.profileId };
      expectStatus(await server.call('PUT', path, { body: settings }), 200);
      if (authorizationMode === 'pre-authorized') await server.call('POST', `${path}/authorize`, { body: {} });
      expectStatus(await server.call('POST', `${path}/enable`), 200);
      const install = `${path}/templates/${story.dialog.template}/install`;
      expectStatus(await server.call('POST', install, { body: {} }), 201);

      const chat = await Chat.start(server, bot.body.id as string, 'u-1');
      await chat.answer(story.dialog.says, new Map(story.dialog.answers));
      if (authorizationMode === 'end-user') await chat.say(await goThrough(server.url, chat.link(), way.typed));
      await chat.hear(story.dialog.hears);
      await run(...(await reading()));
    });

    it('recovers by itself from a token that was refused, and asks for a new authorization where nothing can be renewed', async () => {
      const { faults } = world.sandbox.system(connectorId as SystemId);
      const asked = await reading();
      faults.set([{ kind: 'expired-token', ...(way.isRenewable && { times: 1 }) }]);
      const answer = await runs(...asked);
      faults.set([]);
      if (way.isRenewable) return void expectStatus(answer, 200);
      expect(answer.body).toMatchObject({ type: expect.stringContaining('authorization-required') });
      expect(answer.body.authorizationRequest).toMatchObject({ url: expect.stringContaining(world.server.url) });
    });
  });
});

it('no secret of any of them was logged', () => {
  const { sandbox, server } = world;
  const clients = sandbox.systemProfiles(server.url).flatMap(({ clientSecret }) => clientSecret ?? []);
  const keys = Object.values(systems as Readonly<Record<string, SandboxSystem>>).flatMap(({ people }) =>
    people.flatMap(({ apiKey }) => apiKey ?? []),
  );
  for (const secret of [...clients, ...keys]) expect(server.logs()).not.toContain(secret);
});

interface Offer {
  readonly profile: SystemProfile;
  readonly person: Parameters<typeof typedBy>[0];
}

function wayOf(connector: Connector, story: ConnectorStory, offer: Offer): Way {
  const { grantType, credentialsId, authorizationUrl } = offer.profile;
  const way = credentialsId ?? grantType ?? 'OAuth';
  const isFirst = credentialsId === undefined && authorizationUrl !== undefined;
  return {
    title: way,
    profileId: `system-${connector.id}${isFirst ? '' : `-${way}`}`,
    isRenewable: credentialsId === undefined,
    authorizationMode: grantType === 'client-credentials' ? 'pre-authorized' : 'end-user',
    typed: typedInto(connector, story, offer),
  };
}

function typedInto({ oauth, credentials }: Connector, story: ConnectorStory, { profile, person }: Offer): Typed {
  const preset = credentials?.find(({ id }) => id === profile.credentialsId);
  if (preset === undefined) return oauth === undefined ? {} : parametersOf(oauth, story);
  return { ...parametersOf(preset, story), ...(story.credentials?.[preset.id] ?? typedBy(person, preset)) };
}
