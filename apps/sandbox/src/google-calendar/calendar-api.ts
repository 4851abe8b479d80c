import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, SystemHost } from '../system.js';
import { instant, type CalendarEvent, type CalendarStore } from './calendar-store.js';
import { emptyRange, pageOf, readEvent, type EventQuery } from './event-rules.js';
import { errorBody, GoogleError } from './google-error.js';
import { calendarZone, people } from './seeds.js';
import { inZone } from './zones.js';

interface Route {
  Params: { calendarId: string; eventId: string };
  Querystring: EventQuery;
  Body: unknown;
}

type Call = FastifyRequest<Route>;

const prefix = 'https://www.googleapis.com/auth/';

/** Adds OpenID's user info, events and free/busy. */
export function calendarApiRoutes(app: FastifyInstance, host: SystemHost, store: CalendarStore): void {
  void app.register(async (scope) => new CalendarApi(host, store).routes(scope));
}

class CalendarApi {
  readonly #host: SystemHost;
  readonly #store: CalendarStore;
  readonly #callers = new WeakMap<FastifyRequest, Caller>();

  constructor(host: SystemHost, store: CalendarStore) {
    this.#host = host;
    this.#store = store;
  }

  routes(app: FastifyInstance): void {
    const events = '/calendar/v3/calendars/:calendarId/events';
    app.addHook('onRequest', async (request) => {
      const caller = await this.#host.authenticate(request);
      if (!caller) throw new GoogleError(401, 'authError', 'Invalid Credentials');
      this.#callers.set(request, caller);
    });
    app.setErrorHandler((error, _request, reply) => sendError(error, reply));
    app.get('/identity/v1/userinfo', (request) => {
      const { id, name, username } = this.#person(request, 'openid');
      return { sub: id, name, email: username, email_verified: true, hd: 'sandbox.example' };
    });
    app.get(events, (request: Call) => this.#list(request));
    app.post(events, (request: Call) => {
      const owner = this.#calendar(request);
      return this.#shown(this.#store.create(readEvent(request.body), owner));
    });
    app.get(`${events}/:eventId`, (request: Call) => this.#shown(this.#found(request)));
    app.patch(`${events}/:eventId`, (request: Call) => {
      const event = this.#existing(request);
      return this.#shown(this.#store.update(event, readEvent(request.body, event)));
    });
    app.delete(`${events}/:eventId`, (request: Call, reply) => {
      this.#store.update(this.#existing(request), { status: 'cancelled' });
      return reply.code(204).send();
    });
    app.post('/calendar/v3/freeBusy', (request: Call) => this.#freeBusy(request));
  }

  #person(request: FastifyRequest, scope: string): (typeof people)[number] {
    const caller = this.#callers.get(request);
    if (!caller?.scopes.includes(scope)) {
      throw new GoogleError(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
    }
    return people.find(({ id }) => id === caller.personId) ?? people[0];
  }

  /** Whose calendar it is: one's own by either name; nobody shares theirs. */
  #calendar(request: Call): string {
    const { username } = this.#person(request, `${prefix}calendar.events`);
    const { calendarId } = request.params;
    if (calendarId === 'primary' || calendarId === username) return username;
    throw new GoogleError(404, 'notFound', 'Not Found');
  }

  #list(request: Call): object {
    const owner = this.#calendar(request);
    const { items, ...page } = pageOf(
      this.#store.list().filter((event) => event.owner === owner),
      request.query,
    );
    const calendar = { kind: 'calendar#events', summary: owner, timeZone: calendarZone };
    return { ...calendar, ...page, items: items.map((event) => this.#shown(event)) };
  }

  #found(request: Call): CalendarEvent {
    const owner = this.#calendar(request);
    const event = this.#store.find(request.params.eventId);
    if (event?.owner === owner) return event;
    throw new GoogleError(404, 'notFound', 'Not Found');
  }

  #existing(request: Call): CalendarEvent {
    const event = this.#found(request);
    if (event.status === 'cancelled') throw new GoogleError(410, 'deleted', 'Resource has been deleted');
    return event;
  }

  #freeBusy(request: Call): object {
    this.#person(request, `${prefix}calendar.freebusy`);
    const { timeMin = '', timeMax = '', timeZone = 'UTC', items = [] } = request.body as BusyQuestion;
    const [from, to] = [Date.parse(timeMin), Date.parse(timeMax)];
    if (!(from < to)) throw emptyRange();
    const own = this.#person(request, `${prefix}calendar.freebusy`).username;
    const calendars = items.map(({ id }) => {
      const owner = people.find(({ username }) => username === (id === 'primary' ? own : id))?.username;
      if (owner === undefined) return [id, { errors: [{ domain: 'global', reason: 'notFound' }], busy: [] }];
      const busy = this.#store
        .list()
        .filter((event) => event.owner === owner && instant(event.end) > from && instant(event.start) < to)
        .map(({ start, end }) => ({ start: inZone(instant(start), timeZone), end: inZone(instant(end), timeZone) }));
      return [id, { busy }];
    });
    return { kind: 'calendar#freeBusy', timeMin, timeMax, calendars: Object.fromEntries(calendars) as object };
  }

  /** Of a deleted event no more than Google promises. */
  #shown({ owner, ...event }: CalendarEvent): object {
    if (event.status === 'cancelled') return { kind: 'calendar#event', id: event.id, status: event.status };
    const htmlLink = `${this.#host.url}/calendar/event?eid=${Buffer.from(event.id).toString('base64url')}`;
    const attendees = event.attendees?.map((one) => ({ responseStatus: 'needsAction', ...one }));
    return {
      ...{ kind: 'calendar#event', htmlLink, ...event },
      ...(attendees && { attendees }),
      organizer: { email: owner, self: true },
    };
  }
}

interface BusyQuestion {
  readonly timeMin?: string;
  readonly timeMax?: string;
  readonly timeZone?: string;
  readonly items?: readonly { readonly id: string }[];
}

function sendError(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof GoogleError) {
    return reply.code(error.status).send(errorBody(error.status, error.reason, error.message, error.parameter));
  }
  const { statusCode = 500, message } = error as FastifyError;
  return reply.code(statusCode).send(errorBody(statusCode, statusCode < 500 ? 'badRequest' : 'backendError', message));
}
