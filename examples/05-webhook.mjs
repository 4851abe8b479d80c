// 05: A program that is told what happens: it makes a webhook, verifies each message - also while its secret is changed -, and
// remembers which it has seen.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { call, findOrCreateBot } from './attache.mjs';

const port = Number(process.env.EXAMPLE_PORT ?? 8080);
const seen = new Set();
const told = [];
let verifier;

/** Answers at once, and works afterwards; a message that comes twice is worked on once. */
const receiver = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    const message = verifier.verify(Buffer.concat(chunks).toString(), request.headers);
    response.writeHead(204).end();
    if (seen.has(message.id)) return;
    seen.add(message.id);
    told.push(message.type);
    console.log(`  ${message.type} of ${Object.values(message.data)[0] ?? 'nothing'}`);
  } catch (error) {
    response.writeHead(401).end();
    console.log(`  refused: ${error.message}`);
  }
});
receiver.listen(port, 'localhost');
await once(receiver, 'listening');

/** What must not be believed: a stranger's signature, and a true one that is too old. */
async function forge(secret, sentAt, expected) {
  const body = JSON.stringify({ id: 'evt_forged', type: 'authorization.revoked', data: {} });
  const signature = new Webhook(secret).sign('evt_forged', sentAt, body);
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const headers = { 'webhook-id': 'evt_forged', 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  const { status } = await fetch(`http://localhost:${port}`, { method: 'POST', headers, body });
  if (status !== expected) throw new Error(`A forged message was answered ${status}, not ${expected}.`);
}

/** Waits until it was told of this, and of nothing else. */
async function hear(expected) {
  const count = expected.split(',').length;
  for (let tries = 0; told.length < count && tries < 100; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  if (told.join() !== expected) throw new Error(`Told: ${told.join()}, not ${expected}`);
}

// The operator must list the host: it is on this very machine (ATTACHE_ALLOWED_HOSTS=localhost:8080).
const webhook = await call('POST', '/v1/webhooks', { url: `http://localhost:${port}/`, description: 'Example 05' });
verifier = new Webhook(webhook.secret);
try {
  const bot = await findOrCreateBot('Example 05');
  const action = `/v1/bots/${bot.id}/actions/salesforce`;
  await call('PUT', action, { authorizationMode: 'end-user' });
  for (const verb of ['enable', 'disable', 'enable', 'disable']) await call('POST', `${action}/${verb}`);
  await hear('action.enabled,action.disabled,action.enabled,action.disabled');

  // For a day after a change messages carry two signatures: whoever still has the secret before goes on with it.
  const changed = await call('POST', `/v1/webhooks/${webhook.id}/secret`, {});
  for (const [secret, verb] of [
    [webhook.secret, 'enable'],
    [changed.secret, 'disable'],
  ]) {
    told.length = 0;
    verifier = new Webhook(secret);
    await call('POST', `${action}/${verb}`);
    await hear(`action.${verb}d`);
  }
  await forge(`whsec_${Buffer.alloc(32, 1).toString('base64')}`, new Date(), 401);
  await forge(changed.secret, new Date(Date.now() - 600_000), 401);
} finally {
  await call('DELETE', `/v1/webhooks/${webhook.id}`);
  receiver.close();
}
