// 06: A system without OAuth. The same link opens a page of the server's own that asks for the API key, checks it with the system,
// and keeps it as tokens are kept: this program never sees it.
import { call, findOrCreateBot, waitForRequest } from './attache.mjs';
import { authorizeAsPerson } from './person.mjs';

const bot = await findOrCreateBot('Example 06');
const action = `/v1/bots/${bot.id}/actions/freshdesk`;

// The operator's entry names the sandbox's address; without it, the page also asks for the subdomain.
await call('PUT', action, { authorizationMode: 'pre-authorized' });

const request = await call('POST', `${action}/authorize`, {});
const code = await authorizeAsPerson(request.url, { 'credential.key': 'adas-freshdesk-key-0001' });
const { status } = await waitForRequest(request.id, ['proof-required', 'completed']);
if (status === 'proof-required') await call('POST', `/v1/authorization-requests/${request.id}/verify`, { code });

const { state } = await call('POST', `${action}/enable`);
console.log(`Freshdesk is ${state}.`);

const run = await call('POST', `${action}/operations/create-ticket/runs`, {
  input: {
    subject: 'The invoice is wrong',
    description: 'It lists ten seats instead of five.',
    email: 'ada@example.com',
    priority: 'high',
    status: 'open',
  },
});
console.log(`Ticket ${run.output.id}, priority ${run.output.priority}: ${run.output.url}`);
