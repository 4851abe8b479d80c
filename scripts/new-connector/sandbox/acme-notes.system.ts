import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { standardOAuth } from '../authorization/standard-oauth.js';
import { wordFaults } from '../faults/fault-wording.js';
import { html, page, pageHeaders } from '../pages.js';
import { standardPeople } from '../people.js';
import type { SandboxSystem, SystemHost } from '../system.js';
import { NoteStore } from './note-store.js';

const people = standardPeople({ ids: ['p1', 'p2'], note: 'Example Trading', apiKeys: ['key-of-ada', 'key-of-ben'] });

/** The look-alike of Acme Notes. */
export const acmeNotesSystem: SandboxSystem<NoteStore> = {
  id: 'acme-notes',
  name: 'Acme Notes',
  people,
  oauth: standardOAuth({
    id: 'acme-notes',
    paths: { authorization: '/oauth/authorize', token: '/oauth/token', revocation: '/oauth/revoke' },
    scopes: { 'notes.write': 'Create notes', profile: 'Know who you are' },
    integrationPersonId: people[0].id,
    accessTokenLifetimeSeconds: 3_600,
    isPkceRequired: true,
  }),
  credentials: [{ id: 'api-key', kind: 'api-key', placement: { in: 'header', name: 'X-Api-Key' } }],
  apiPath: '/v1',
  open: (host) => {
    const store = new NoteStore();
    return {
      store,
      faultAnswer: wordFaults({ api: ({ kind, message }) => errorBody(kind, message) }),
      routes: (app) => apiRoutes(app, host, store),
      pages: (app) => notePages(app, store),
    };
  },
};

const errorBody = (code: string, message: string) => ({ error: { code, message } });

function apiRoutes(app: FastifyInstance, host: SystemHost, store: NoteStore): void {
  const callerOf = async (request: FastifyRequest, reply: FastifyReply) => {
    const caller = await host.authenticate(request);
    if (!caller) reply.code(401).send(errorBody('unauthorized', 'The token or key is not valid'));
    return caller;
  };
  app.get('/v1/me', async (request, reply) => {
    const caller = await callerOf(request, reply);
    const person = people.find(({ id }) => id === caller?.personId);
    return person ? { id: person.id, name: person.name, email: person.username } : reply;
  });
  app.post<{ Body: { text?: unknown } | undefined }>('/v1/notes', async (request, reply) => {
    if (!(await callerOf(request, reply))) return reply;
    const { text } = request.body ?? {};
    if (typeof text !== 'string') return reply.code(400).send(errorBody('invalid', 'text is required'));
    const note = store.create(text);
    return reply.code(201).send({ ...note, url: `${host.url}/notes/${note.id}` });
  });
}

/** What the link of a note opens. */
function notePages(app: FastifyInstance, store: NoteStore): void {
  app.get<{ Params: { id: string } }>('/notes/:id', ({ params }, reply) => {
    const note = store.find(params.id);
    const title = note ? `Note ${note.id}` : 'There is no such note';
    const body = html`<p>${note?.text ?? 'The sandbox was started anew since the link was made.'}</p>`;
    return reply
      .code(note ? 200 : 404)
      .headers(pageHeaders)
      .send(page({ system: 'Acme Notes', title, body }));
  });
}
