const censor = '[redacted]';
const maxDepth = 8;
const maxItems = 100;
const maxLength = 8_000;

/** Names of fields whose value never reaches a log, however deep they stand. */
const secretName =
  /^(.*(token|secret|password|passphrase|credentials?|authorization|cookie|assertion|sealed)|(.*[-_])?api[-_]?key|private[-_]?key|.*_?master_?keys?|keys?|code_?verifier|pin|otp)$/i;
/** Names that hold a secret in OAuth and in proofs, and elsewhere the name of an error or of a state. */
const ambiguousName = /^(code|state)$/i;
/** What such a name may hold: `not-found`, `ECONNREFUSED`, SQLSTATE `23505`. */
const wordOfOurs = /^([a-z]+(-[a-z]+){0,5}|[A-Z][A-Z0-9]+(_[A-Z0-9]+){0,6}|[0-9A-Z]{5})$/;

/** `name=value` of queries and forms. */
const pairInText = /(?<![\w-])([\w-]{1,64})=[^&\s"'<>\\#]+/g;

/** Other secrets inside texts: JSON, our links, credentials of headers and URLs, JWTs and JWEs, our API keys. */
const secretsInText: readonly (readonly [RegExp, string])[] = [
  [/(\\?"(?:(?:access|refresh|id)_token|client_secret|password)\\?"\s*:\s*\\?")[^"\\]+/g, `$1${censor}`],
  [/(\/authorize\/)[\w-]{16,}/g, `$1${censor}`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${censor}`],
  [/(:\/\/)[^/\s"'@]+@/g, `$1${censor}@`],
  [/(?<![\w-])eyJ[\w-]{8,}(\.[\w-]*){1,4}/g, censor],
  [/(?<![\w-])atk_[\w-]{8,}/g, `atk_${censor}`],
];

/** A text, such as a whole line of JSON, without the secrets that can be told by their form. */
export function redactText(text: string): string {
  const pairs = text.replace(pairInText, (pair, name: string) =>
    secretName.test(name) || ambiguousName.test(name) ? `${name}=${censor}` : pair,
  );
  return secretsInText.reduce((redacted, [pattern, replacement]) => redacted.replace(pattern, replacement), pairs);
}

/** A value without the secrets that can be told by their names; errors are told with their causes, what is huge is cut. */
export function redact(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case 'string':
      return shorten(value);
    case 'object':
      return value === null ? null : redactObject(value, depth);
    case 'bigint':
      return String(value);
    case 'function':
    case 'symbol':
      return `[${typeof value}]`;
    default:
      return value;
  }
}

function redactObject(value: object, depth: number): unknown {
  if (value instanceof Error) return describeError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof URL) return shorten(value.href);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth >= maxDepth) return '[too deep]';
  if (value instanceof Map) return redactFields(Object.fromEntries(value), depth);
  if (value instanceof Set || Array.isArray(value)) return redactItems([...value], depth);
  return redactFields(value, depth);
}

function shorten(text: string): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}

function redactItems(items: readonly unknown[], depth: number): readonly unknown[] {
  const shown = items.slice(0, maxItems).map((item) => redact(item, depth + 1));
  return items.length > maxItems ? [...shown, `[${items.length - maxItems} more]`] : shown;
}

function redactFields(fields: object, depth: number): Readonly<Record<string, unknown>> {
  const shown = Object.entries(fields).slice(0, maxItems);
  return Object.fromEntries(shown.map(([name, value]) => [name, redactField(name, value, depth)]));
}

function redactField(name: string, value: unknown, depth: number): unknown {
  if (value === undefined || value === null || typeof value === 'boolean') return value;
  if (secretName.test(name)) return censor;
  if (ambiguousName.test(name) && !isWordOfOurs(value)) return censor;
  return redact(value, depth + 1);
}

function isWordOfOurs(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) < 1_000;
  return typeof value === 'string' && value.length <= 60 && wordOfOurs.test(value);
}

/** Name, code, message, stack and causes of an error, and nothing else that may hang on it (requests, bodies, queries). */
function describeError(error: Error, depth: number): unknown {
  if (depth >= maxDepth) return { name: error.name, message: shorten(error.message) };
  const { code } = error as { readonly code?: unknown };
  const errors = error instanceof AggregateError ? error.errors : undefined;
  return {
    name: error.name,
    ...(code !== undefined && { code: redactField('code', code, depth) }),
    message: shorten(error.message),
    ...(error.stack !== undefined && { stack: shorten(error.stack) }),
    ...(error.cause !== undefined && { cause: redact(error.cause, depth + 1) }),
    ...(errors !== undefined && { errors: redactItems(errors.slice(0, 5), depth + 1) }),
  };
}
