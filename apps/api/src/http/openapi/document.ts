import { dialogSchemas } from '#dialogs';
import type { JsonSchema } from '../openapi-metadata.js';
import { problems, type ProblemCode } from '../problems.js';
import { exampleOf, operationOf, problemCodes, type DocumentedRoute } from './operations.js';
import type { DeclaredRoute } from './routes.js';
import { SchemaCatalogue } from './schemas.js';

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  readonly [member: string]: unknown;
}

const description = `The API of Attaché: enable actions on bots, authorize them, run their operations, hold conversations.

Send \`Authorization: Bearer <API key>\`, or the session cookie of the console. Lists are paged by cursor. Times are ISO 8601 in UTC.
Unknown fields are refused. Errors are problems (RFC 9457) with a stable \`code\`. A POST with an \`Idempotency-Key\` may be sent again.`;

/** The groups of routes, in the order in which a reader needs them. */
const groups: Readonly<Record<string, string>> = {
  Session: 'The first set-up, signing in, and who is calling.',
  'API keys': 'Keys for programs.',
  Bots: 'Assistants whose designers enable actions.',
  Connectors: 'The catalogue of systems, with their operations and templates.',
  Actions: 'A connector on a bot: how it is authorized, and whether it is enabled.',
  'Auth profiles': 'How to authorize with a system.',
  'Authorization requests': 'Attempts to get an authorization, and the proof of who finished them.',
  Authorizations: 'Token sets that are held for a bot or for its end users.',
  Runs: 'Executions of operations.',
  'Dialog tasks': 'Dialogs of a bot, installed from templates or made.',
  Conversations: 'What bots and end users say.',
  'End users': 'The people who talk to bots.',
  Webhooks: 'Events, sent to where you want them.',
  'Audit trail': 'Who did what to what, when and from where; it can only be added to.',
  Health: 'For orchestrators and Prometheus.',
};

const problemSchema = {
  type: 'object',
  description: 'An RFC 9457 problem; some codes carry further members.',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri', description: '`urn:attache:problem:` and the code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(problems), description: 'Stable; see the list of problems.' },
    detail: { type: 'string', description: 'What happened, to what, and what to do next.' },
    requestId: { type: 'string', description: 'The `X-Request-Id` of the answer; the log has it too.' },
    violations: {
      type: 'array',
      description: 'What is wrong with a request, by JSON pointer.',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
    retryAfterSeconds: { type: 'integer', description: 'Also in the header `Retry-After`.' },
  },
} as const;

const problemCodesInOrder = Object.keys(problems) as readonly ProblemCode[];

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key from the same caller is carried out once, and answered again for a day.',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' },
} as const;

/** Whether a route is part of the API: browser pages and the reference itself are not. */
export function isShown(route: DeclaredRoute): route is DocumentedRoute {
  return route.documentation !== undefined && /^\/(v1|health|metrics)(\/|$)/.test(route.path);
}

/** What is told of besides routes. */
export interface DocumentParts {
  readonly version: string;
  /** Messages that the server sends, by name. */
  readonly webhooks: Readonly<Record<string, object>>;
}

/** The OpenAPI document of the routes. */
export function buildDocument(routes: readonly DeclaredRoute[], { version, webhooks }: DocumentParts): OpenApiDocument {
  const schemas = new SchemaCatalogue({ Problem: problemSchema, ...dialogSchemas });
  const responses = new Map<string, JsonSchema>();
  const shown = routes.filter(isShown);
  const used = new Set(shown.flatMap(problemCodes));
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of shown) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(route, { schemas, responses });
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Attaché', version, description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/', description: 'The server that this document comes from.' }],
    tags: Object.entries(groups)
      .filter(([name]) => shown.some(({ group }) => group === name))
      .map(([name, words]) => ({ name, description: words })),
    security: [{ apiKey: [] }, { session: [] }],
    paths,
    webhooks,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: `Authorization: Bearer atk_...`.' },
        chatSession: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A session of the web chat: `Authorization: Bearer cht_...`. It may only hold its own conversation.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'attache_session',
          description: 'The console; named `__Host-attache_session` on https. Changes must come from the same origin.',
        },
      },
      parameters: { IdempotencyKey: idempotencyKey },
      examples: Object.fromEntries(
        problemCodesInOrder.filter((code) => used.has(code)).map((code) => [code, exampleOf(code)]),
      ),
      responses: Object.fromEntries([...responses].sort(([one], [other]) => (one < other ? -1 : 1))),
      schemas: schemas.all(),
    },
  };
}
