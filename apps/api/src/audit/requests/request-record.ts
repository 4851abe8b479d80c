import type { FastifyReply, FastifyRequest } from 'fastify';
import { idPrefixes } from '../../database/identifiers.js';
import type { AuditDetails, AuditOutcome } from '../audit-entry.js';
import type { AuditRecord } from '../audit.service.js';

/** What an answer told of what it was about. */
export interface AnsweredThing {
  readonly id?: string;
  readonly name?: string;
}

type Actor = AuditRecord['actor'];
type Target = NonNullable<AuditRecord['target']>;

const nouns: ReadonlyMap<string, string> = new Map(
  Object.entries(idPrefixes).map(([noun, prefix]) => [prefix, noun.replaceAll(/[A-Z]/g, '-$&').toLowerCase()]),
);
const idPattern = /^([a-z]{2,5})_[0-9a-z]{26}$/;
/** Names of connectors, operations and templates; what looks like anything else may be a secret in the wrong place. */
const slugPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+){0,6}$/;
const fieldPattern = /^[a-zA-Z]\w{0,40}$/;
const mostFields = 40;
const deniedStatuses = [401, 403, 429];

/** What the trail keeps of a request: ids and names of fields, nothing of what was in them. */
export function recordOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { action, answered = {} }: { readonly action: string; readonly answered?: AnsweredThing },
): AuditRecord {
  const outcome = outcomeOf(request, reply);
  const actor = actorOf(request, answered, outcome);
  const path = targetsOf(request);
  const target = targetOf(request, thingOf(answered)) ?? lastOf(path);
  const targets = { ...path, ...(target !== undefined && { [target.kind]: target.id }) };
  const isPrivate = actor.kind === 'chat' || actor.kind === 'end-user';
  return {
    actor,
    workspaceId: request.asker?.workspaceId,
    action,
    ...(target !== undefined && { target }),
    targets,
    outcome,
    ...(outcome !== 'succeeded' && { problemCode: codeOf(request, reply) }),
    // Nothing that would outlive the erasure of an end user.
    ...(!isPrivate && { address: request.ip, userAgent: request.headers['user-agent'] }),
    requestId: request.id,
    details: detailsOf(request, reply, outcome),
  };
}

/** Whether the request brought credentials, good or not. */
export function hasCredentials({ headers }: FastifyRequest): boolean {
  return headers.authorization !== undefined || /attache_session=/.test(headers.cookie ?? '');
}

/** What came of a request: by its status, or by what its feature has noted. */
export function outcomeOf({ auditNote }: FastifyRequest, { statusCode: status }: FastifyReply): AuditOutcome {
  if (auditNote?.exit !== undefined) return 'denied';
  if (status < 400) return 'succeeded';
  return deniedStatuses.includes(status) ? 'denied' : 'failed';
}

/** Whoever has just signed in is told by the answer, or by its feature; whoever has tried to, by the e-mail address, if it is a member's. */
function actorOf(request: FastifyRequest, answered: AnsweredThing, outcome: AuditOutcome): Actor {
  const { asker, auditNote } = request;
  if (asker !== undefined) return { kind: asker.kind, id: asker.id };
  const id = auditNote?.byMemberId ?? answered.id ?? '';
  if (outcome === 'succeeded') return nounOf(id) === 'member' ? { kind: 'member', id } : { kind: 'anonymous' };
  const { email } = (request.body ?? {}) as { readonly email?: unknown };
  return { kind: 'anonymous', ...(typeof email === 'string' && { email }) };
}

function nounOf(id: string): string | undefined {
  const [, prefix = ''] = idPattern.exec(id) ?? [];
  return nouns.get(prefix);
}

function thingOf({ id = '', name }: AnsweredThing): Target | undefined {
  const kind = nounOf(id);
  return kind === undefined ? undefined : { kind, id, ...(name !== undefined && { name }) };
}

/** In the order of the path. */
function targetsOf({ params, routeOptions }: FastifyRequest): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(params as Readonly<Record<string, unknown>>)) {
    if (typeof value !== 'string' || value.length > 100) continue;
    const noun = nounOf(value);
    if (noun !== undefined) found[noun] = value;
    else if (!/token|secret|code/i.test(name) && slugPattern.test(value)) found[kindOf(name, routeOptions.url)] = value;
  }
  return found;
}

/** `:connectorId` is a connector; the `:name` in `operations/:name` is that of an operation. */
function kindOf(parameter: string, route = ''): string {
  const [, folder] = new RegExp(`([a-z-]+)s/:${parameter}(/|$)`).exec(route) ?? [];
  if (folder !== undefined && !parameter.endsWith('Id')) return folder;
  return parameter.replace(/Id$/, '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What the answer or the feature has named. */
function targetOf({ auditNote }: FastifyRequest, answered: Target | undefined): Target | undefined {
  const id = auditNote?.memberId ?? auditNote?.byMemberId;
  return answered ?? (id === undefined ? undefined : { kind: 'member', id });
}

/** How a request ended that came to nothing. */
function codeOf({ auditNote, problemCode }: FastifyRequest, { statusCode }: FastifyReply): string {
  return auditNote?.exit ?? problemCode ?? `http-${statusCode}`;
}

/** What stands last in a path is what the request is about. */
function lastOf(targets: Readonly<Record<string, string>>): Target | undefined {
  const last = Object.entries(targets).at(-1);
  return last && { kind: last[0], id: last[1] };
}

function detailsOf(request: FastifyRequest, reply: FastifyReply, outcome: AuditOutcome): AuditDetails {
  const { body } = request;
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body) : [];
  // What was refused may hold anything, as the name of a field too.
  const names = outcome === 'succeeded' ? fields.filter((name) => fieldPattern.test(name)).slice(0, mostFields) : [];
  return {
    ...(names.length > 0 && { fields: names }),
    ...(reply.getHeader('idempotent-replayed') !== undefined && { replayed: true }),
  };
}
