import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, SystemHost } from '../system.js';
import { missingFields, readFields, shownIssue, type FieldErrors } from './issue-fields.js';
import { people, sites, workflow, type IssueStore, type Site, type StoredIssue } from './issue-store.js';
import { JqlError, readJql } from './jql.js';

type Body = Readonly<Record<string, unknown>>;

/** Who calls, on which site; set before any route. */
interface Visit {
  readonly caller: Caller;
  readonly site: Site;
}

/** Jira's error body. */
export const jiraError = (errorMessages: readonly string[], errors: FieldErrors = {}) => ({ errorMessages, errors });

const missingIssue = jiraError(['Issue does not exist or you do not have permission to see it.']);

/** Adds the gateway, and the REST API both behind it and on the first site itself. */
export function jiraRoutes(app: FastifyInstance, host: SystemHost, store: IssueStore): void {
  app.get('/oauth/token/accessible-resources', async (request, reply) => {
    const caller = await host.authenticate(request);
    if (!caller) return reply.code(401).send({ code: 401, message: 'Unauthorized' });
    return sites
      .filter((site) => site.people.includes(caller.personId))
      .map(({ id, name }) => ({ id, name, url: host.url, scopes: caller.scopes, avatarUrl: `${host.url}/avatar.png` }));
  });
  for (const prefix of ['/ex/jira/:cloudId/rest/api/3', '/rest/api/3']) {
    app.register(async (scope) => restRoutes(scope, host, store), { prefix });
  }
}

function restRoutes(app: FastifyInstance, host: SystemHost, store: IssueStore): void {
  const visits = new WeakMap<FastifyRequest, Visit>();
  const visitOf = (request: FastifyRequest) => visits.get(request)!;
  app.addHook('onRequest', async (request, reply) => {
    const caller = await host.authenticate(request);
    if (!caller) return reply.code(401).send({ code: 401, message: 'Unauthorized' });
    const { cloudId } = request.params as { cloudId?: string };
    const site = cloudId === undefined ? sites[0] : sites.find(({ id }) => id === cloudId);
    if (!site?.people.includes(caller.personId)) return reply.code(404).send({ code: 404, message: 'Not Found' });
    const needed = neededScope(request);
    if (!caller.scopes.includes(needed)) {
      return reply.code(401).send({ code: 401, message: 'Unauthorized; scope does not match' });
    }
    visits.set(request, { caller, site });
  });
  accountRoutes(app, host, visitOf);
  issueRoutes(app, { host, store, visitOf });
  activityRoutes(app, { host, store, visitOf });
  searchRoute(app, { host, store, visitOf });
}

function neededScope({ method, url }: FastifyRequest): string {
  if (url.endsWith('/myself')) return 'read:jira-user';
  return method === 'GET' || url.endsWith('/search/jql') ? 'read:jira-work' : 'write:jira-work';
}

function accountRoutes(app: FastifyInstance, host: SystemHost, visitOf: (request: FastifyRequest) => Visit): void {
  app.get('/myself', (request) => {
    const person = people.find(({ id }) => id === visitOf(request).caller.personId);
    return {
      ...{ accountId: person?.id, displayName: person?.name, emailAddress: person?.username },
      ...{ active: true, timeZone: 'Europe/Berlin', accountType: 'atlassian' },
    };
  });
  app.get('/serverInfo', () => ({ baseUrl: host.url, deploymentType: 'Cloud', serverTitle: 'Jira' }));
}

interface Parts {
  readonly host: SystemHost;
  readonly store: IssueStore;
  readonly visitOf: (request: FastifyRequest) => Visit;
}

/** Answers 404 in Jira's words unless there is such an issue. */
function issueFinder({ store, visitOf }: Parts) {
  return (handle: Handler) => (request: FastifyRequest, reply: FastifyReply) => {
    const issue = store.find(visitOf(request).site, (request.params as { key: string }).key);
    return issue ? handle(issue, request, reply) : reply.code(404).send(missingIssue);
  };
}

type Handler = (issue: StoredIssue, request: FastifyRequest, reply: FastifyReply) => unknown;

function issueRoutes(app: FastifyInstance, { host, store, visitOf }: Parts): void {
  const shown = (issue: StoredIssue, fields = '*all') => shownIssue(host.url, issue, fields.split(','));
  const ofIssue = issueFinder({ host, store, visitOf });
  app.post('/issue', (request, reply) => {
    const { site, caller } = visitOf(request);
    const sent = (request.body as Body)['fields'] as Body;
    const { changes, errors } = readFields(sent, site);
    const all = { ...missingFields(sent), ...errors };
    if (Object.keys(all).length > 0) return reply.code(400).send(jiraError([], all));
    const issue = store.create({ ...(changes as StoredIssue), creator: caller.personId });
    const { id, key, self } = shown(issue);
    return reply.code(201).send({ id, key, self });
  });
  app.get(
    '/issue/:key',
    ofIssue((issue, request) => shown(issue, (request.query as { fields?: string }).fields)),
  );
  app.put(
    '/issue/:key',
    ofIssue((issue, request, reply) => {
      const { fields = {}, update = {} } = request.body as { fields?: Body; update?: Body };
      const { changes, errors } = readFields(fields, visitOf(request).site);
      if (Object.keys(errors).length > 0) return reply.code(400).send(jiraError([], errors));
      const changed = store.change(issue, { ...changes, ...changedLabels(issue, update['labels']) });
      return (request.query as { returnIssue?: string }).returnIssue === 'true'
        ? shown(changed)
        : reply.code(204).send();
    }),
  );
  app.delete(
    '/issue/:key',
    ofIssue((issue, request, reply) => {
      const subtasks = store.subtasks(issue);
      if (subtasks.length > 0 && (request.query as { deleteSubtasks?: string }).deleteSubtasks !== 'true') {
        const message = `The issue '${issue.key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete them.`;
        return reply.code(400).send(jiraError([message]));
      }
      store.delete(issue, ...subtasks);
      return reply.code(204).send();
    }),
  );
}

function activityRoutes(app: FastifyInstance, parts: Parts): void {
  const { host, store } = parts;
  const ofIssue = issueFinder(parts);
  app.post(
    '/issue/:key/comment',
    ofIssue((issue, request, reply) => {
      const comment = { id: String(20_000 + issue.comments.length), body: (request.body as Body)['body'] };
      store.change(issue, { comments: [...issue.comments, comment] });
      return reply.code(201).send({ ...comment, created: host.now().toISOString() });
    }),
  );
  app.get(
    '/issue/:key/transitions',
    ofIssue(({ status }) => ({
      transitions: workflow.filter(({ name }) => name !== status).map(({ id, name }) => ({ id, name, to: { name } })),
    })),
  );
  app.post(
    '/issue/:key/transitions',
    ofIssue((issue, request, reply) => {
      const { transition } = request.body as { transition?: { id?: string } };
      const to = workflow.find(({ id }) => id === transition?.id);
      if (!to) return reply.code(400).send(jiraError(['The transition id is not valid for this issue.']));
      store.change(issue, { status: to.name });
      return reply.code(204).send();
    }),
  );
}

function changedLabels({ labels }: StoredIssue, operations: unknown): Partial<StoredIssue> {
  if (!Array.isArray(operations)) return {};
  const changed = new Set(labels);
  for (const { add, remove } of operations as { add?: string; remove?: string }[]) {
    if (add !== undefined) changed.add(add);
    if (remove !== undefined) changed.delete(remove);
  }
  return { labels: [...changed] };
}

const searchFields = new Set([
  ...['jql', 'maxResults', 'nextPageToken', 'fields', 'expand', 'properties', 'fieldsByKeys', 'reconcileIssues'],
]);

interface Search {
  readonly jql?: string;
  readonly maxResults?: number;
  readonly nextPageToken?: string;
  readonly fields?: readonly string[];
}

function searchRoute(app: FastifyInstance, { host, store, visitOf }: Parts): void {
  app.post('/search/jql', (request, reply) => {
    const { site, caller } = visitOf(request);
    if (!Object.keys(request.body as Search).every((name) => searchFields.has(name))) {
      return reply.code(400).send(jiraError(['Invalid request payload. Refer to the REST API documentation.']));
    }
    const { jql = '', maxResults = 50, nextPageToken, fields = ['id'] } = request.body as Search;
    try {
      const found = store.list(site).filter(readJql(jql, { personId: caller.personId, site }));
      const from = nextPageToken === undefined ? 0 : Number(Buffer.from(nextPageToken, 'base64').toString());
      if (!Number.isInteger(from)) return reply.code(400).send(jiraError(['The provided next page token is invalid.']));
      const until = from + Math.min(maxResults, 100);
      const isLast = until >= found.length;
      return {
        issues: found.slice(from, until).map((issue) => shownIssue(host.url, issue, fields)),
        ...(!isLast && { nextPageToken: Buffer.from(String(until)).toString('base64') }),
        isLast,
      };
    } catch (error) {
      if (!(error instanceof JqlError)) throw error;
      return reply.code(400).send(jiraError([error.message]));
    }
  });
}
