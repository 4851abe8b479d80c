// 07: A shop that embeds the web chat and signs its user. Open it in a browser; or let it talk to the bot by itself, as here.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { call, findOrCreateBot } from './attache.mjs';

const attache = process.env.ATTACHE_URL ?? 'http://localhost:3000';
const port = Number(process.env.EXAMPLE_PORT ?? 8080);
const origin = `http://localhost:${port}`;

const bot = await findOrCreateBot('Example 07');
const action = `/v1/bots/${bot.id}/actions/salesforce`;
await call('PUT', action, { authorizationMode: 'end-user' });
await call('POST', `${action}/enable`);
const { items } = await call('GET', `${action}/templates`);
const template = items.find(({ name }) => name === 'create-lead');
if (template.installedAs.length === 0) await call('POST', `${action}/templates/create-lead/install`, {});

await call('PUT', `/v1/bots/${bot.id}/chat`, {
  isEnabled: true,
  allowedOrigins: [origin],
  title: 'Shop assistant',
  theme: { accentColor: '#0f766e' },
  anonymousUsers: false,
  languages: ['en', 'de'],
});
// A real shop makes its secret once, and keeps it on its server.
const { secret } = await call('POST', `/v1/bots/${bot.id}/chat/secret`);

/** A JWT that says who is signed in to the shop, for five minutes; any JWT library does the same. */
function signUser({ id, name }) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: id, name, aud: bot.id, exp: Math.floor(Date.now() / 1000) + 300 };
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

const shop = createServer((_request, response) => {
  const token = signUser({ id: 'customer-42', name: 'Grace Hopper' });
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('content-security-policy', `default-src 'none'; script-src ${attache}; connect-src ${attache}`);
  response.end(`<!doctype html>
<html lang="en">
  <meta name="viewport" content="width=device-width">
  <title>Shop</title>
  <h1>Shop</h1>
  <p>Signed in as Grace Hopper.</p>
  <script type="module" src="${attache}/chat/attache-chat.js"></script>
  <attache-chat bot="${bot.id}" layout="launcher" user-token="${token}"></attache-chat>
</html>`);
});

/** What the element in the page does, in a few lines: begin, say something, hear the answer. */
async function talk() {
  const path = `${attache}/v1/chat/${bot.id}`;
  const post = async (route, body, headers) => {
    const response = await fetch(`${path}/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, ...headers },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${route}: ${await response.text()}`);
    return response.json();
  };
  const { token } = await post('sessions', { userToken: signUser({ id: `customer-${Date.now()}`, name: 'Grace' }) });
  const { messages } = await post('messages', { text: 'create a lead' }, { authorization: `Bearer ${token}` });
  for (const { author, content } of messages) console.log(`  ${author}: ${content.text}`);
  if (!messages.some(({ author }) => author === 'bot')) throw new Error('The bot did not answer.');
}

if (process.env.ATTACHE_EXAMPLE_PERSON === 'sandbox') {
  await talk();
} else {
  shop.listen(port, 'localhost', () => console.log(`Open ${origin} and talk to the bot; Ctrl+C ends the shop.`));
}
