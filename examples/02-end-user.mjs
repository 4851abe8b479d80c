// 02: Each end user authorizes for themselves, through a link that your bot sends.
import { call, findOrCreateBot, waitForRequest } from './attache.mjs';
import { authorizeAsPerson } from './person.mjs';

const bot = await findOrCreateBot('Example 02');
const action = `/v1/bots/${bot.id}/actions/salesforce`;
const endUser = { id: `u-${Date.now()}`, displayName: 'Grace Hopper', channel: 'example' };
const lead = {
  endUserId: endUser.id,
  channel: endUser.channel,
  input: { lastName: 'Hopper', company: 'Example Navy' },
};

await call('PUT', action, { authorizationMode: 'end-user' });
await call('POST', `${action}/enable`);

// Nobody has authorized yet: the answer is a problem that brings the link along.
const problem = await call('POST', `${action}/operations/create-lead/runs`, lead).catch((error) => error.problem);
console.log(`${problem.title}: ${problem.code}`);

const { id, url } = problem.authorizationRequest;
const code = await authorizeAsPerson(url);
await waitForRequest(id, ['proof-required', 'completed']);
await call('POST', `/v1/authorization-requests/${id}/verify`, { code });

// The same Idempotency-Key never makes two leads, however often it is sent.
const headers = { 'idempotency-key': `lead-of-${endUser.id}` };
const first = await call('POST', `${action}/operations/create-lead/runs`, lead, headers);
const second = await call('POST', `${action}/operations/create-lead/runs`, lead, headers);
console.log(`Created ${first.output.url}, once: ${first.output.id === second.output.id}`);
