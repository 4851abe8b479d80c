import { problems, type ProblemCode } from '../problems.js';
import { propertiesOf, type JsonSchema, type RouteDocumentation } from '../openapi-metadata.js';
import type { DeclaredRoute } from './routes.js';
import { schemaReference, type SchemaCatalogue } from './schemas.js';

/** A route that the document shows. */
export type DocumentedRoute = DeclaredRoute & { readonly documentation: RouteDocumentation };

/** What operations share. */
export interface Components {
  readonly schemas: SchemaCatalogue;
  readonly responses: Map<string, JsonSchema>;
}

/** An Operation Object of OpenAPI 3.1 for a route. */
export function operationOf(route: DocumentedRoute, { schemas, responses }: Components): JsonSchema {
  const { documentation, access, isOrOwn, group, body } = route;
  const parameters = [...pathParameters(route), ...queryParameters(route, schemas), ...headerParameters(route)];
  return {
    operationId: documentation.id,
    summary: documentation.summary,
    ...(documentation.description !== undefined && { description: documentation.description }),
    ...(group !== undefined && { tags: [group] }),
    ...(!isGuarded(route) && { security: [] }),
    ...(access === 'chat' && { security: [{ chatSession: [] }] }),
    'x-permission': access,
    ...(isOrOwn && { 'x-or-own': true }),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && {
      requestBody: { required: true, content: json(schemas.reference(body, { isClosed: true })) },
    }),
    responses: { [route.status]: success(documentation, schemas), ...problemResponses(problemCodes(route), responses) },
  };
}

/** The names of a path's `:parameters`. */
export function parameterNames(path: string): readonly string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
}

const isGuarded = ({ access }: DeclaredRoute) => access !== 'public' && access !== 'any-site';
const isForEverybody = ({ access }: DeclaredRoute) => access === 'signed-in' || access === 'own-account';
const isPost = ({ method }: DeclaredRoute) => method === 'POST';

/** What every route of a kind can answer with. */
const sharedProblems: readonly (readonly [(route: DeclaredRoute) => boolean, readonly ProblemCode[]])[] = [
  [({ body, query }) => body !== undefined || query !== undefined, ['request-invalid']],
  [({ body }) => body !== undefined, ['body-malformed', 'body-too-large', 'media-type-unsupported']],
  [isGuarded, ['not-signed-in', 'api-key-invalid']],
  [({ access }) => access === 'chat', ['chat-session-over']],
  [(route) => isGuarded(route) && !isForEverybody(route), ['permission-missing']],
  [(route) => isGuarded(route) && route.access !== 'own-account', ['second-factor-missing']],
  [(route) => isGuarded(route) && route.method !== 'GET', ['origin-forbidden']],
  [({ path }) => parameterNames(path).length > 0, ['not-found']],
  [
    (route) => isPost(route) && isGuarded(route),
    ['idempotency-key-in-use', 'idempotency-key-reused', 'idempotency-outcome-unknown'],
  ],
  [() => true, ['internal']],
  [({ path }) => path.startsWith('/v1/'), ['shutting-down']],
];

/** Every code that a route can answer with: those of its kind, and its own. */
export function problemCodes(route: DocumentedRoute): readonly ProblemCode[] {
  const shared = sharedProblems.flatMap(([applies, codes]) => (applies(route) ? codes : []));
  return [...new Set([...shared, ...(route.documentation.problems ?? [])])];
}

function pathParameters({ path }: DeclaredRoute): readonly JsonSchema[] {
  return parameterNames(path).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', maxLength: 200 },
  }));
}

function queryParameters({ query }: DeclaredRoute, schemas: SchemaCatalogue): readonly JsonSchema[] {
  if (query === undefined) return [];
  return [...propertiesOf(query)].map(([name, documentation]) => {
    const { description, ...schema } = schemas.propertyOf(documentation) as { readonly description?: string };
    return {
      name,
      in: 'query',
      required: documentation.optional !== true,
      ...(description !== undefined && { description }),
      schema,
    };
  });
}

function headerParameters(route: DeclaredRoute): readonly JsonSchema[] {
  const own = route.headers.map((name) => ({ name, in: 'header', required: false, schema: { type: 'string' } }));
  if (!isPost(route) || !isGuarded(route)) return own;
  return [...own, { $ref: '#/components/parameters/IdempotencyKey' }];
}

function success(documentation: RouteDocumentation, schemas: SchemaCatalogue): JsonSchema {
  const { summary: description, answer, isPage, isList, mediaType } = documentation;
  if (answer === undefined) {
    return mediaType === undefined
      ? { description }
      : { description, content: { [mediaType]: { schema: { type: 'string' } } } };
  }
  const item = schemas.reference(answer);
  const items = { type: 'array', items: item };
  const page = {
    type: 'object',
    required: ['items', 'nextCursor'],
    properties: { items, nextCursor: { type: ['string', 'null'], description: 'Null on the last page.' } },
  };
  const schema =
    isPage === true ? schemas.add(`${answer.name.replace(/View$/, '')}Page`, page) : isList === true ? items : item;
  return { description, content: mediaType === undefined ? json(schema) : { [mediaType]: { schema } } };
}

function json(schema: JsonSchema): JsonSchema {
  return { 'application/json': { schema } };
}

/** One response a status; what several routes answer alike is a component of the document. */
function problemResponses(codes: readonly ProblemCode[], responses: Map<string, JsonSchema>): JsonSchema {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) byStatus.set(problems[code].status, [...(byStatus.get(problems[code].status) ?? []), code]);
  const sorted = [...byStatus].sort(([one], [other]) => one - other);
  return Object.fromEntries(
    sorted.map(([status, named]) => {
      if (named.length > 2) return [status, problemResponse(named)];
      const name = named.map(pascalCase).join('Or');
      responses.set(name, problemResponse(named));
      return [status, { $ref: `#/components/responses/${name}` }];
    }),
  );
}

function pascalCase(code: string): string {
  return code.replaceAll(/(^|-)([a-z])/g, (_match, _hyphen, letter: string) => letter.toUpperCase());
}

function problemResponse(codes: readonly ProblemCode[]): JsonSchema {
  const narrowed = { properties: { code: { enum: [...codes] } } };
  return {
    description: codes.map((code) => `\`${code}\`: ${problems[code].title}.`).join(' '),
    content: {
      'application/problem+json': {
        schema: { allOf: [schemaReference('Problem'), narrowed] },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}

/** A problem of a code, as an Example Object. */
export function exampleOf(code: ProblemCode): JsonSchema {
  const value = {
    type: `urn:attache:problem:${code}`,
    ...{ title: problems[code].title, status: problems[code].status, code },
    detail: 'What happened, to what, and what to do next.',
    requestId: '0b0a4ad8-6f0e-4a9b-b9d5-3b3c5ba7c7a3',
  };
  return { value };
}
