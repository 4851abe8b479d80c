/** The kinds of endpoint a fault can be switched on for. */
export const endpointClasses = ['authorize', 'token', 'revoke', 'api'] as const;

/** What an endpoint is for: asking a person, handing out tokens, taking them back, or the system's own API. */
export type EndpointClass = (typeof endpointClasses)[number];

/**
 * Where a fault strikes: `before` the request is handled (which then goes on), `instead` of handling it, `after` it
 * was handled but in place of its answer, `within` the answer on its way out, or `inside` what handles it.
 */
type FaultStage = 'before' | 'instead' | 'after' | 'within' | 'inside';

/** One row of the fault table. */
export interface FaultDescription {
  readonly on: readonly EndpointClass[];
  readonly stage: FaultStage;
  readonly means: string;
}

const everywhere = endpointClasses;

/** Everything that can go wrong on demand: one row a fault, with the endpoints it fits and what a caller sees. */
export const faultTable = {
  deny: { on: ['authorize'], stage: 'inside', means: 'The person denies access, whichever button is pressed.' },
  'missing-scope': {
    on: ['authorize'],
    stage: 'inside',
    means: 'Fewer scopes are granted than asked for: without `scopes`, or without the first one asked for.',
  },
  'wrong-iss': {
    on: ['authorize'],
    stage: 'inside',
    means: 'The redirect back names another issuer (RFC 9207).',
  },
  'trial-edition': { on: ['api'], stage: 'inside', means: 'The account turns out to be a trial.' },
  'expired-token': { on: ['api'], stage: 'instead', means: 'The access token counts as expired.' },
  'revoked-grant': { on: ['token'], stage: 'instead', means: 'The grant counts as revoked: `invalid_grant`.' },
  forbidden: { on: ['api'], stage: 'instead', means: '403: this account may not do that.' },
  'not-found': { on: ['api'], stage: 'instead', means: '404: there is no such record.' },
  conflict: { on: ['api'], stage: 'instead', means: '409: somebody else was faster.' },
  'rate-limited': {
    on: everywhere,
    stage: 'instead',
    means: '429 with `Retry-After`: `retryAfterSeconds` (1); 0 leaves the header out.',
  },
  'quota-exceeded': { on: ['api'], stage: 'instead', means: "The system's own answer to a spent daily quota." },
  'server-error': { on: everywhere, stage: 'instead', means: '`status` (503) without doing anything.' },
  'server-error-after': { on: everywhere, stage: 'after', means: '`status` (504) although it was done.' },
  'error-with-200': { on: ['token', 'api'], stage: 'instead', means: 'An error body with status 200.' },
  html: { on: everywhere, stage: 'instead', means: 'A maintenance page with `status` (200).' },
  'empty-body': { on: everywhere, stage: 'instead', means: '200 and no body.' },
  'huge-body': { on: everywhere, stage: 'instead', means: '10 MB of valid JSON.' },
  redirect: { on: everywhere, stage: 'instead', means: '`status` (302) to `location`.' },
  'never-answers': { on: everywhere, stage: 'instead', means: 'The request is read, then silence.' },
  'close-before': { on: everywhere, stage: 'instead', means: 'The connection is closed; nothing was done.' },
  'close-after': { on: everywhere, stage: 'after', means: 'The connection is closed although it was done.' },
  'truncated-json': { on: everywhere, stage: 'within', means: 'Only the first half of the body, as if complete.' },
  'unknown-field': { on: ['api'], stage: 'within', means: 'Each object of the answer holds one more field.' },
  'missing-field': { on: ['api'], stage: 'within', means: 'No object of the answer holds `field`.' },
  drip: { on: everywhere, stage: 'within', means: 'The body comes one byte every `ms` (1,000).' },
  slow: { on: everywhere, stage: 'before', means: 'Handled only after `ms` (1,000), if the caller still waits then.' },
  'slow-after': { on: everywhere, stage: 'within', means: 'Done at once, answered only after `ms` (1,000).' },
} as const satisfies Readonly<Record<string, FaultDescription>>;

/** The name of a row of the fault table. */
export type FaultKind = keyof typeof faultTable;

/** A fault to switch on. */
export interface Fault {
  readonly kind: FaultKind;
  /** Only for this class of endpoint; otherwise for all that the fault fits. */
  readonly on?: EndpointClass;
  /** For the next so many requests; otherwise until it is cleared. */
  readonly times?: number;
  /** Only for this HTTP method. */
  readonly method?: string;
  /** Only for paths that contain this text. */
  readonly path?: string;
  /** Milliseconds, for `slow`, `slow-after` and `drip`. */
  readonly ms?: number;
  /** The HTTP status, for `server-error`, `server-error-after`, `html` and `redirect`. */
  readonly status?: number;
  /** What `rate-limited` asks callers to wait. */
  readonly retryAfterSeconds?: number;
  /** What `missing-field` leaves out. */
  readonly field?: string;
  /** Where `redirect` points. */
  readonly location?: string;
  /** What `missing-scope` withholds. */
  readonly scopes?: readonly string[];
  /** Only on the way that began with this `state`. */
  readonly trip?: string;
}

const text = { type: 'string', minLength: 1, maxLength: 2_000 } as const;

/** JSON Schema of `Fault`, for the control API. */
export const faultSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['kind'],
  properties: {
    kind: { type: 'string', enum: Object.keys(faultTable) },
    on: { type: 'string', enum: [...endpointClasses] },
    times: { type: 'integer', minimum: 1, maximum: 1_000_000 },
    method: { type: 'string', enum: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] },
    path: text,
    ms: { type: 'integer', minimum: 0, maximum: 3_600_000 },
    status: { type: 'integer', minimum: 200, maximum: 599 },
    retryAfterSeconds: { type: 'integer', minimum: 0, maximum: 86_400 },
    field: text,
    location: text,
    scopes: { type: 'array', items: text, minItems: 1 },
  },
} as const;
