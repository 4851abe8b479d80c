import type { Browser, BrowserContext } from 'playwright-core';
import { allowAtSandbox, codeOn } from '../browser.js';
import { signedIn } from '../console.js';
import type { TestServer } from '../server.js';
import { createSalesforceBot, expectStatus } from '../world.js';
import { preparePeople, type ShownPeople } from './members.js';
import { prepareSingleSignOn } from './sign-in.js';

/** What the screens show. */
export interface ShownWorld extends ShownPeople {
  readonly url: string;
  readonly botId: string;
  /** A bot that nothing was done with yet. */
  readonly freshBotId: string;
  readonly taskId: string;
  readonly conversationId: string;
  readonly runId: string;
  readonly requestId: string;
  readonly authProfileId: string;
}

const answers = [
  [/first name/i, 'Grace'],
  [/last name/i, 'Hopper'],
  [/company/i, 'Example Navy'],
] as const;

/** Makes a bot with Salesforce that somebody has used, and everything else that the console can show. */
export async function prepareScreens(browser: Browser, server: TestServer): Promise<ShownWorld> {
  const make = async (path: string, body: unknown = {}, method = 'POST') => {
    const answer = await server.call(method, `/v1${path}`, { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const botId = await createSalesforceBot(server, 'Sales assistant');
  await make('/bots', { name: 'Help desk' });
  const action = `/bots/${botId}/actions/salesforce`;
  const task = await make(`${action}/templates/create-lead/install`);
  await make(`${action}/templates/search-leads/install`);
  await make(`/bots/${botId}/chat`, webChat, 'PUT');
  await make('/webhooks', { url: 'https://bots.example.com/attache', description: 'The bot platform' });
  const profile = await make('/auth-profiles', customProfile);
  const context = await signedIn(browser, server);
  const conversationId = await converse(context, server, botId);
  await context.close();
  const [run] = expectStatus(await server.call('GET', `/v1/bots/${botId}/runs`), 200).body.items;
  const [request] = expectStatus(await server.call('GET', '/v1/authorization-requests'), 200).body.items;
  const fresh = await make('/bots', { name: 'New assistant' });
  const people = await preparePeople(server);
  await prepareSingleSignOn(server);
  return {
    ...{ url: server.url, botId, freshBotId: fresh.id, taskId: task.id, conversationId },
    ...{ runId: run.id, requestId: request.id, authProfileId: profile.id },
    ...people,
  };
}

const webChat = {
  isEnabled: true,
  allowedOrigins: [],
  title: 'Sales assistant',
  greeting: 'Ask me about leads and opportunities.',
  theme: { accentColor: '#2f55c8', colorScheme: 'auto' },
  anonymousUsers: true,
  languages: ['en', 'de'],
};

const customProfile = {
  name: 'Salesforce of Example Navy',
  connectorId: 'salesforce',
  identityProviderName: 'Salesforce',
  grantType: 'authorization-code-pkce',
  clientId: 'example-client',
  clientSecret: 'example-secret-of-a-picture',
  authorizationUrl: 'https://login.salesforce.com/services/oauth2/authorize',
  tokenUrl: 'https://login.salesforce.com/services/oauth2/token',
  scopes: ['api', 'refresh_token'],
};

/** A lead, from the first word over the sign-in to the answer. */
async function converse(context: BrowserContext, server: TestServer, botId: string): Promise<string> {
  const endUser = { id: 'u-42', displayName: 'Grace Hopper', channel: 'web' };
  const started = await server.call('POST', `/v1/bots/${botId}/conversations`, { body: { endUser, debug: true } });
  const id = String(expectStatus(started, 201).body.id);
  const say = async (text: string) =>
    expectStatus(await server.call('POST', `/v1/conversations/${id}/messages`, { body: { text } }), 200).body.messages;
  let said = await say('Create a lead');
  for (let turn = 0; turn < answers.length + 1; turn += 1) {
    const link = said.find(({ content }: Said) => content.kind === 'authorization-link');
    if (link) {
      await say(await authorize(context, link.content.card.link.url));
      return id;
    }
    const question: string = said.at(-1)?.content.text ?? '';
    said = await say(answers.find(([pattern]) => pattern.test(question))?.[1] ?? 'Example');
  }
  throw new Error('the bot never asked for an authorization');
}

interface Said {
  readonly content: { readonly kind: string };
}

async function authorize(context: BrowserContext, link: string): Promise<string> {
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: /continue/i }).click();
  await allowAtSandbox(page);
  await page.getByText(/\d{3}\s\d{3}/).waitFor();
  const code = await codeOn(page);
  await page.close();
  return code;
}
