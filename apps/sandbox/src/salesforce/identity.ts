import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SystemHost } from '../system.js';
import { findPerson, identityUrl, people, type DirectoryPerson } from './directory.js';

type Form = Readonly<Record<string, string | undefined>>;

/** Adds what is about people and tokens rather than records: user info, the identity URL, revocation. */
export function identityRoutes(app: FastifyInstance, host: SystemHost): void {
  const userInfo = async (request: FastifyRequest, reply: FastifyReply) => {
    const person = await admit(host, request, reply);
    return person ? userInfoOf(person, host) : reply;
  };
  app.get('/services/oauth2/userinfo', userInfo);
  app.post('/services/oauth2/userinfo', userInfo);
  app.get<{ Params: { organizationId: string; userId: string } }>(
    '/id/:organizationId/:userId',
    async (request, reply) => {
      const caller = await admit(host, request, reply);
      if (!caller) return reply;
      const { organizationId, userId } = request.params;
      const person = people.find(({ id }) => id === userId);
      if (person?.organizationId !== organizationId || caller.organizationId !== organizationId) {
        return reply.code(403).type('text/html').send('Wrong_Org');
      }
      return identityOf(person, host);
    },
  );
  const revoke = async (request: FastifyRequest, reply: FastifyReply) => {
    const { token } = { ...(request.query as Form), ...((request.body ?? {}) as Form) };
    if (token && (await host.revoke(token))) return reply.code(200).send();
    const description = `invalid token`;
    return reply.code(400).send({ error: 'invalid_token', error_description: description });
  };
  app.post('/services/oauth2/revoke', revoke);
  app.get('/services/oauth2/revoke', revoke);
}

async function admit(
  host: SystemHost,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<DirectoryPerson | undefined> {
  const caller = await host.authenticate(request);
  if (caller) return findPerson(caller.personId);
  const problem = request.headers.authorization ? 'Bad_OAuth_Token' : 'Missing_OAuth_Token';
  reply.code(403).type('text/html').send(problem);
  return undefined;
}

function urls({ url }: SystemHost): Readonly<Record<string, string>> {
  const rest = `${url}/services/data/v{version}`;
  return { rest: `${rest}/`, sobjects: `${rest}/sobjects/`, query: `${rest}/query/`, custom_domain: url };
}

const locale = { language: 'en_US', locale: 'en_US', utcOffset: 0, active: true, user_type: 'STANDARD' } as const;

function identityOf(person: DirectoryPerson, host: SystemHost): Readonly<Record<string, unknown>> {
  return {
    ...{ id: identityUrl(host.url, person), asserted_user: true },
    ...{ user_id: person.id, organization_id: person.organizationId },
    ...{ username: person.username, nick_name: person.firstName, display_name: person.name },
    ...{ email: person.username, email_verified: true, first_name: person.firstName, last_name: person.lastName },
    ...{ timezone: 'GMT', urls: urls(host), ...locale },
    last_modified_date: host.now().toISOString(),
  };
}

function userInfoOf(person: DirectoryPerson, host: SystemHost): Readonly<Record<string, unknown>> {
  return {
    ...{ sub: identityUrl(host.url, person), user_id: person.id, organization_id: person.organizationId },
    ...{ preferred_username: person.username, nickname: person.firstName, name: person.name },
    ...{ email: person.username, email_verified: true, given_name: person.firstName, family_name: person.lastName },
    ...{ zoneinfo: 'GMT', urls: urls(host), ...locale },
    updated_at: host.now().toISOString(),
  };
}
