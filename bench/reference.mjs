import Fastify from 'fastify';
import { Pool } from 'undici';
import { leadFields, leadId, salesforcePaths } from './salesforce.mjs';

/**
 * What the product is held against: the least that a server of the same framework can do for the same request. Started with
 * `token` and the answer to give, or with `forward` and the upstream to ask.
 */
const [kind, given] = process.argv.slice(2);
const callers = new Map([['Bearer reference', { id: 'reference' }]]);
const app = Fastify();

app.addHook('onRequest', async (request, reply) => {
  if (!callers.has(request.headers.authorization)) return reply.status(401).send({ code: 'not-signed-in' });
});

if (kind === 'token') {
  const answer = JSON.parse(given);
  app.post('/', async () => answer);
} else {
  const pool = new Pool(given, { connections: 128 });
  const path = `${salesforcePaths.lead}${leadId}?fields=${encodeURIComponent(leadFields)}`;
  const headers = { authorization: 'Bearer upstream', accept: 'application/json' };
  app.post('/', async (_request, reply) => {
    const { body, statusCode } = await pool.request({ method: 'GET', path, headers });
    reply.status(statusCode).type('application/json');
    return body.text();
  });
}

process.send({ url: await app.listen({ port: 0, host: '127.0.0.1' }) });
