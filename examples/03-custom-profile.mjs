// 03: The same with a customer's own app: a custom auth profile. Its callback URL is known before the profile is saved.
import { call, findOrCreateBot, waitForRequest } from './attache.mjs';
import { authorizeAsPerson } from './person.mjs';

const sandbox = process.env.ATTACHE_SANDBOX_URL ?? 'http://localhost:3100';
const bot = await findOrCreateBot('Example 03');
const action = `/v1/bots/${bot.id}/actions/salesforce`;

const { id, callbackUrl } = await call('POST', '/v1/auth-profiles/reservations', {});

// At Salesforce you register a connected app with this callback URL; the sandbox has an endpoint for it.
const app = await fetch(`${sandbox}/control/salesforce/apps`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ name: 'Example 03', redirectUris: [callbackUrl] }),
}).then((response) => response.json());

const profile = await call('POST', '/v1/auth-profiles', {
  id,
  name: `Our own Salesforce app ${Date.now()}`,
  connectorId: 'salesforce',
  identityProviderName: 'Salesforce',
  grantType: 'authorization-code-pkce',
  clientId: app.clientId,
  clientSecret: app.clientSecret,
  authorizationUrl: `${sandbox}/salesforce/services/oauth2/authorize`,
  tokenUrl: `${sandbox}/salesforce/services/oauth2/token`,
  revocationUrl: `${sandbox}/salesforce/services/oauth2/revoke`,
  scopes: ['api', 'refresh_token'],
});
console.log(`Saved ${profile.name}; warnings: ${profile.warnings.length}`);

await call('PUT', action, { authorizationMode: 'pre-authorized', authProfileId: profile.id });
const request = await call('POST', `${action}/authorize`, {});
const code = await authorizeAsPerson(request.url);
await waitForRequest(request.id, ['proof-required', 'completed']);
await call('POST', `/v1/authorization-requests/${request.id}/verify`, { code });
await call('POST', `${action}/enable`);

const { output } = await call('POST', `${action}/operations/list-leads/runs`, { input: {} });
console.log(`The customer's app sees ${output.leads.length} leads.`);
