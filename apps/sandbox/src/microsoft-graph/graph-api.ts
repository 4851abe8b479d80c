import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, SystemHost } from '../system.js';
import { mailboxZone, people, type MailboxStore, type StoredEvent } from './mailbox-store.js';
import { suggestTimes, type SentMeeting } from './meetings.js';
import { readMoment, shownMoment, type SentMoment } from './moments.js';

/** Graph's error body. */
export const graphError = (code: string, message: string) => ({
  error: { code, message, innerError: { date: '2026-01-01T00:00:00', 'request-id': 'sandbox' } },
});

/** What the routes share. */
interface Parts {
  readonly host: SystemHost;
  readonly store: MailboxStore;
  readonly callerOf: (request: FastifyRequest) => Caller;
}

/** Adds Graph, as far as one's own profile, calendar, to-do lists and e-mail go. */
export function graphRoutes(app: FastifyInstance, host: SystemHost, store: MailboxStore): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  const parts: Parts = { host, store, callerOf: (request) => callers.get(request)! };
  app.register(
    async (scope) => {
      scope.addHook('onRequest', async (request, reply) => {
        const caller = await host.authenticate(request);
        if (!caller) {
          return reply
            .code(401)
            .send(graphError('InvalidAuthenticationToken', 'Access token has expired or is not yet valid.'));
        }
        const needed = neededScope(request);
        if (!caller.scopes.includes(needed)) {
          return reply
            .code(403)
            .send(graphError('ErrorAccessDenied', 'Access is denied. Check credentials and try again.'));
        }
        callers.set(request, caller);
      });
      profileRoutes(scope, parts);
      calendarRoutes(scope, parts);
      meetingRoute(scope, parts);
      taskRoutes(scope, parts);
      mailRoute(scope, parts);
    },
    { prefix: '/v1.0/me' },
  );
}

const scopes: readonly (readonly [path: string, scope: string])[] = [
  ['/me/mailboxSettings', 'MailboxSettings.Read'],
  ['/me/calendarView', 'Calendars.ReadWrite'],
  ['/me/events', 'Calendars.ReadWrite'],
  ['/me/findMeetingTimes', 'Calendars.Read.Shared'],
  ['/me/todo/lists', 'Tasks.ReadWrite'],
  ['/me/sendMail', 'Mail.Send'],
];

function neededScope({ url }: FastifyRequest): string {
  return scopes.find(([path]) => url.includes(path))?.[1] ?? 'User.Read';
}

function profileRoutes(app: FastifyInstance, { callerOf }: Parts): void {
  app.get('/', (request) => {
    const person = people.find(({ id }) => id === callerOf(request).personId);
    const { id, name: displayName, username } = person ?? people[0];
    return { id, displayName, mail: username, userPrincipalName: username };
  });
  app.get('/mailboxSettings', () => ({ timeZone: mailboxZone.name }));
}

type Query = Readonly<Record<string, string | undefined>>;

/** One page, and Graph's link to the next. */
function page<Item>(items: readonly Item[], request: FastifyRequest, url: string) {
  const query = request.query as Query;
  const [skip, top] = [Number(query['$skip'] ?? 0), Number(query['$top'] ?? 10)];
  const next = new URLSearchParams({ ...(query as Record<string, string>), $skip: String(skip + top) });
  return {
    value: items.slice(skip, skip + top),
    ...(items.length > skip + top && { '@odata.nextLink': `${url}?${next}` }),
  };
}

/** What was asked for of an event; a view of the calendar does not select when it was created. */
function selected(event: object, request: FastifyRequest, isView: boolean): object {
  const names = (request.query as Query)['$select']?.split(',');
  const pairs = Object.entries(event).filter(([name]) => names?.includes(name) !== false);
  return Object.fromEntries(pairs.filter(([name]) => !(isView && names && name === 'createdDateTime')));
}

function calendarRoutes(app: FastifyInstance, { host, store, callerOf }: Parts): void {
  const own = (request: FastifyRequest) =>
    store.events
      .filter(({ owner }) => owner === callerOf(request).personId)
      .map((event) => [event, shown(host, event)] as const);

  app.get('/calendarView', (request, reply) => {
    const { startDateTime = '', endDateTime = '' } = request.query as Query;
    const [from, until] = [Date.parse(startDateTime), Date.parse(endDateTime)];
    if (Number.isNaN(from) || Number.isNaN(until)) {
      const message =
        'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.';
      return reply.code(400).send(graphError('ErrorInvalidParameter', message));
    }
    const within = own(request)
      .filter(([{ start, end }]) => end.getTime() > from && start.getTime() < until)
      .sort(([one], [other]) => one.start.getTime() - other.start.getTime());
    return page(
      within.map(([, event]) => selected(event, request, true)),
      request,
      `${host.url}/v1.0/me/calendarView`,
    );
  });
  app.get('/events', (request) => {
    const newest = own(request).sort(([one], [other]) => other.created.getTime() - one.created.getTime());
    return page(
      newest.map(([, event]) => selected(event, request, false)),
      request,
      `${host.url}/v1.0/me/events`,
    );
  });
  app.post('/events', (request, reply) => {
    const sent = request.body as SentEvent;
    const [start, end] = [readMoment(sent.start), readMoment(sent.end)];
    if (!start || !end || end < start) {
      const message = 'At least one property failed validation: the end must be after the start.';
      return reply.code(400).send(graphError('ErrorPropertyValidationFailure', message));
    }
    const event = store.addEvent({
      ...{ owner: callerOf(request).personId, subject: sent.subject ?? '', start, end, isAllDay: false },
      location: sent.location?.displayName ?? '',
      attendees: (sent.attendees ?? []).map(({ emailAddress }) => emailAddress.address),
    });
    return reply.code(201).send(shown(host, event));
  });
}

interface SentEvent {
  readonly subject?: string;
  readonly start?: SentMoment;
  readonly end?: SentMoment;
  readonly location?: { readonly displayName?: string };
  readonly attendees?: readonly { readonly emailAddress: { readonly address: string } }[];
}

function shown(host: SystemHost, event: StoredEvent) {
  const organizer = people.find(({ id }) => id === event.owner);
  return {
    ...{ id: event.id, subject: event.subject, isAllDay: event.isAllDay },
    ...{ start: shownMoment(event.start), end: shownMoment(event.end), location: { displayName: event.location } },
    organizer: { emailAddress: { name: organizer?.name, address: organizer?.username } },
    createdDateTime: event.created.toISOString(),
    webLink: `${host.url}/owa/?itemid=${encodeURIComponent(event.id)}`,
  };
}

function meetingRoute(app: FastifyInstance, { store, callerOf }: Parts): void {
  app.post('/findMeetingTimes', (request) =>
    suggestTimes(store, callerOf(request).personId, request.body as SentMeeting),
  );
}

function taskRoutes(app: FastifyInstance, { host, store, callerOf }: Parts): void {
  app.get('/todo/lists', (request) => {
    const own = store.lists.filter(({ owner }) => owner === callerOf(request).personId);
    const lists = own.map(({ id, displayName, isShared }) => ({ id, displayName, isShared, isOwner: true }));
    return page(lists, request, `${host.url}/v1.0/me/todo/lists`);
  });
  app.post('/todo/lists', (request, reply) => {
    const { displayName } = request.body as { readonly displayName?: string };
    if (!displayName) return reply.code(400).send(graphError('invalidRequest', 'Invalid request'));
    const { id, isShared } = store.addList(callerOf(request).personId, displayName);
    return reply.code(201).send({ id, displayName, isShared, isOwner: true, wellknownListName: 'none' });
  });
}

function mailRoute(app: FastifyInstance, { store, callerOf }: Parts): void {
  app.post('/sendMail', (request, reply: FastifyReply) => {
    const { message } = request.body as { readonly message?: SentMessage };
    const recipients = [message?.toRecipients, message?.ccRecipients, message?.bccRecipients]
      .flatMap((list) => list ?? [])
      .map(({ emailAddress }) => emailAddress.address);
    if (recipients.length === 0) {
      return reply.code(400).send(graphError('ErrorInvalidRecipients', 'At least one recipient is not valid.'));
    }
    store.addMail({ owner: callerOf(request).personId, subject: message?.subject ?? '', recipients });
    return reply.code(202).send();
  });
}

type Recipients = SentEvent['attendees'];

interface SentMessage {
  readonly subject?: string;
  readonly toRecipients?: Recipients;
  readonly ccRecipients?: Recipients;
  readonly bccRecipients?: Recipients;
}
