import { createServer } from 'node:http';
import { salesforcePaths } from './salesforce.mjs';

/** Answers like Salesforce, with nothing behind it: as fast as an upstream can be, so that what is in front shows. */

const lead = {
  attributes: { type: 'Lead', url: `${salesforcePaths.lead}00Q5e00000AbCdEEAV` },
  ...{
    Id: '00Q5e00000AbCdEEAV',
    FirstName: 'Grace',
    LastName: 'Hopper',
    Company: 'Example Navy',
    Title: 'Rear Admiral',
  },
  ...{ Email: 'grace@example.com', Phone: '+1 555 0100', MobilePhone: null, Status: 'Open - Not Contacted' },
  ...{ LeadSource: 'Web', CreatedDate: '2026-01-15T09:30:00.000+0000' },
};
const userInfo = {
  ...{ user_id: '0055e000000AbCdAAK', organization_id: '00D5e000000AbCdEAK', name: 'Ada Example' },
  ...{ email: 'ada@example.com', preferred_username: 'ada@example.com' },
};
const organisation = {
  Name: 'Example',
  OrganizationType: 'Enterprise Edition',
  IsSandbox: false,
  TrialExpirationDate: null,
};

const tokenSet = () => ({
  access_token: `00D5e000000AbCd!${'AQ4AQFx7'.repeat(11)}${Date.now()}`,
  instance_url: `http://${server.address().address}:${server.address().port}`,
  ...{ token_type: 'Bearer', scope: 'api', issued_at: String(Date.now()) },
});

/** Revocations, in all and by the second. */
const revoked = { count: 0, perSecond: new Map() };

function revoke() {
  const second = Math.floor(Date.now() / 1_000);
  revoked.count += 1;
  revoked.perSecond.set(second, (revoked.perSecond.get(second) ?? 0) + 1);
  return {};
}

const answers = {
  [`POST ${salesforcePaths.revoke}`]: revoke,
  'GET /revoked': () => ({ count: revoked.count, mostInASecond: Math.max(0, ...revoked.perSecond.values()) }),
  [`POST ${salesforcePaths.token}`]: () => tokenSet(),
  [`GET ${salesforcePaths.userInfo}`]: () => userInfo,
  [`GET ${salesforcePaths.query}`]: () => ({ totalSize: 1, done: true, records: [organisation] }),
  [`POST ${salesforcePaths.leads}`]: () => ({ id: lead.Id, success: true, errors: [] }),
};

function answerTo(method, path) {
  if (method === 'GET' && path.startsWith(salesforcePaths.lead)) return lead;
  return answers[`${method} ${path}`]?.();
}

const server = createServer((request, response) => {
  request.resume();
  const [path] = request.url.split('?', 1);
  const needsToken = ![salesforcePaths.token, salesforcePaths.revoke, '/revoked'].includes(path);
  const isRefused = needsToken && !request.headers.authorization?.startsWith('Bearer ');
  const body = isRefused ? undefined : answerTo(request.method, path);
  const text = JSON.stringify(body ?? [{ errorCode: isRefused ? 'INVALID_SESSION_ID' : 'NOT_FOUND', message: path }]);
  const status = body ? 200 : isRefused ? 401 : 404;
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
});

server.keepAliveTimeout = 65_000;
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
