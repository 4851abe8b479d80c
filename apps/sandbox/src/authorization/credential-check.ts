import { timingSafeEqual } from 'node:crypto';
import { everyonesPassword } from '../people.js';
import type { AuthorizedRequest, Caller, Person, SystemCredentials } from '../system.js';

/** What a system's ways in besides OAuth are checked against. */
export interface CredentialParts {
  readonly credentials: readonly SystemCredentials[];
  readonly people: readonly Person[];
  /** What whoever comes in this way may do. */
  readonly scopes: readonly string[];
}

/** Says who calls with a user name and a password, or with a key; undefined when nobody does. */
export function checkCredentials(
  request: AuthorizedRequest,
  { credentials, people, scopes }: CredentialParts,
): Caller | undefined {
  for (const way of credentials) {
    const person = people.find((candidate) => isPresented(request, way, candidate));
    if (person) return { personId: person.id, clientId: '', scopes, credentialsId: way.id };
  }
  return undefined;
}

function isPresented(request: AuthorizedRequest, way: SystemCredentials, person: Person): boolean {
  if (way.kind === 'basic') {
    const secret = way.secret === 'api-key' ? person.apiKey : everyonesPassword;
    const [username, password] = basicPair(request) ?? [];
    return isSame(username, person.username + (way.usernameSuffix ?? '')) && isSame(password, secret);
  }
  return isKeyPresented(request, way.placement, person);
}

type Placement = Extract<SystemCredentials, { readonly kind: 'api-key' }>['placement'];

function isKeyPresented(request: AuthorizedRequest, placement: Placement, person: Person): boolean {
  if (placement.in === 'basic-username') return isSame(basicPair(request)?.[0], person.apiKey);
  if (placement.in === 'query') {
    return isSame((request.query as Readonly<Record<string, unknown>>)[placement.name], person.apiKey);
  }
  const { prefix = '' } = placement;
  return isSame(request.headers[placement.name.toLowerCase()], person.apiKey && prefix + person.apiKey);
}

/** RFC 7617: user name and password. */
function basicPair({ headers }: AuthorizedRequest): readonly [string, string] | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(headers.authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [, username = '', password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  return password === undefined ? undefined : [username, password];
}

function isSame(presented: unknown, expected: string | undefined): boolean {
  if (typeof presented !== 'string' || expected === undefined) return false;
  const [one, other] = [Buffer.from(presented), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
