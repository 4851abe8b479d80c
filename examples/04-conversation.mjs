// 04: Install a ready-made dialog and hold the conversation. It waits for the authorization and goes on by itself.
import { call, findOrCreateBot } from './attache.mjs';
import { authorizeAsPerson } from './person.mjs';

const bot = await findOrCreateBot('Example 04');
const action = `/v1/bots/${bot.id}/actions/salesforce`;

await call('PUT', action, { authorizationMode: 'end-user' });
await call('POST', `${action}/enable`);
const { items } = await call('GET', `${action}/templates`);
const template = items.find(({ name }) => name === 'create-lead');
if (template.installedAs.length === 0) await call('POST', `${action}/templates/create-lead/install`, {});

const endUser = { id: `u-${Date.now()}`, displayName: 'Grace Hopper' };
const conversation = await call('POST', `/v1/bots/${bot.id}/conversations`, { endUser });

async function say(text) {
  console.log(`  user: ${text}`);
  const { messages } = await call('POST', `/v1/conversations/${conversation.id}/messages`, { text });
  for (const { content } of messages) console.log(`   bot: ${content.text.replaceAll('\n', '\n        ')}`);
  return messages.map(({ content }) => content);
}

let said = await say('create a lead');
for (const answer of [/first name/i, 'Grace', /last name/i, 'Hopper', /company/i, 'Example Navy']) {
  if (typeof answer === 'string') said = await say(answer);
  else if (!said.some(({ text }) => answer.test(text))) throw new Error(`The bot did not ask for ${answer}.`);
}

const link = said.find(({ kind }) => kind === 'authorization-link');
const code = await authorizeAsPerson(link.card.link.url);
said = await say(code);

const done = said.find(({ card }) => card?.link !== undefined);
if (!done) throw new Error('The bot did not answer with a link to the lead.');
console.log(`Open the lead: ${done.card.link.url}`);
