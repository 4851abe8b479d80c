import { standardOAuth } from '../authorization/standard-oauth.js';
import { wordFaults } from '../faults/fault-wording.js';
import type { Answer, SandboxSystem } from '../system.js';
import { issuePageRoutes } from './issue-page.js';
import { IssueStore, people } from './issue-store.js';
import { jiraError, jiraRoutes } from './rest.js';

/** An answer to too many calls; the reason says whether all of them are too many. */
function refusal(reason: string, limit: number, retryAfterSeconds?: number): Answer {
  return {
    status: 429,
    headers: {
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
      'ratelimit-reason': reason,
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': '0',
    },
    body: { message: 'Rate limit exceeded.' },
  };
}

/** The look-alike of Jira Cloud: the gateway with two sites, and issues by the REST API. */
export const jiraSystem: SandboxSystem<IssueStore> = {
  id: 'jira',
  name: 'Jira',
  people,
  oauth: standardOAuth({
    id: 'jira',
    paths: { authorization: '/authorize', token: '/oauth/token' },
    scopes: {
      'read:jira-user': 'See who you are',
      'read:jira-work': 'See projects and issues',
      'write:jira-work': 'Create, change and delete issues',
      offline_access: 'Stay connected',
    },
    integrationPersonId: people[0].id,
    accessTokenLifetimeSeconds: 3_600,
    refreshTokens: { scopes: ['offline_access'] },
    rotatesRefreshTokens: true,
    // Atlassian refuses a dead refresh token with 403.
    refusal: ({ error, grantType }) =>
      error === 'invalid_grant' && grantType === 'refresh_token'
        ? { status: 403, description: 'Unknown or invalid refresh token.' }
        : {},
  }),
  credentials: [{ id: 'api-token', kind: 'basic', secret: 'api-key' }],
  apiPath: '',
  open: (host) => {
    const store = new IssueStore(host.now);
    return {
      store,
      faultAnswer: wordFaults({
        api: ({ status, message }) => (status === 401 ? { code: 401, message: 'Unauthorized' } : jiraError([message])),
        answers: {
          'rate-limited': refusal('jira-burst-based', 100),
          'quota-exceeded': refusal('jira-quota-global-based', 65_000, 1_800),
        },
      }),
      routes: (app) => jiraRoutes(app, host, store),
      pages: (app) => issuePageRoutes(app, store),
    };
  },
};
