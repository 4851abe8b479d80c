// 01: Enable Salesforce with the operator's app. A designer authorizes it once; from then on everybody uses that authorization.
import { call, findOrCreateBot, waitForRequest } from './attache.mjs';
import { authorizeAsPerson } from './person.mjs';

const bot = await findOrCreateBot('Example 01');
const action = `/v1/bots/${bot.id}/actions/salesforce`;

await call('PUT', action, { authorizationMode: 'pre-authorized' });

const request = await call('POST', `${action}/authorize`, {});
const code = await authorizeAsPerson(request.url);
const { status } = await waitForRequest(request.id, ['proof-required', 'completed']);
// The code proves that whoever allowed access is the one who asked for it, and not somebody the link was forwarded to.
if (status === 'proof-required') await call('POST', `/v1/authorization-requests/${request.id}/verify`, { code });

const { state } = await call('POST', `${action}/enable`);
console.log(`Salesforce is ${state}.`);

const run = await call('POST', `${action}/operations/create-lead/runs`, {
  input: { firstName: 'Ada', lastName: 'Lovelace', company: 'Example Engines' },
});
console.log(`Created a lead: ${run.output.url}`);
