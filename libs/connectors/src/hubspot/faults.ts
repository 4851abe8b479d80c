import type { FaultCode, FaultInterpreter } from '#connectors';

/** HubSpot's categories where they say more than the status that comes with them. */
const categories: Readonly<Record<string, FaultCode>> = {
  EXPIRED_AUTHENTICATION: 'vendor-unauthorized',
  INVALID_AUTHENTICATION: 'vendor-unauthorized',
  MISSING_SCOPES: 'vendor-forbidden',
  BANNED: 'vendor-forbidden',
  OBJECT_NOT_FOUND: 'record-not-found',
  CONFLICT: 'vendor-conflict',
  RATE_LIMITS: 'vendor-rate-limited',
};

/** How long the limits last that HubSpot names; a daily one is not worth waiting for. */
const policySeconds: Readonly<Record<string, number>> = { SECONDLY: 1, TEN_SECONDLY_ROLLING: 10 };

/** Reads HubSpot's errors: `{ status, message, category, errors: [{ message, in }], context }`. */
export const interpretFault: FaultInterpreter = ({ data, status, headers }) => {
  const { message, category, policyName, errors, context } = partsOf(data);
  if (typeof message !== 'string') return undefined;
  const code = typeof category === 'string' ? categories[category] : undefined;
  const wait = headers['retry-after'] === undefined ? policySeconds[String(policyName)] : undefined;
  const details = Array.isArray(errors) ? errors.map(partsOf) : [];
  const words = details.flatMap((detail) => (typeof detail.message === 'string' ? [detail.message] : []));
  return {
    ...(code !== undefined && { code }),
    message: [withoutJson(words.length > 0 ? words.join(' ') : message), missingScopes(context)].join(''),
    ...(typeof category === 'string' && { vendorCode: category }),
    fields: [
      ...new Set([
        ...details.flatMap(({ in: field }) => (typeof field === 'string' ? [field] : [])),
        ...namedIn(message),
      ]),
    ],
    ...(status === 429 && wait !== undefined && { retryAfterSeconds: wait }),
  };
};

interface Parts {
  readonly message?: unknown;
  readonly category?: unknown;
  readonly policyName?: unknown;
  readonly errors?: unknown;
  readonly context?: unknown;
  readonly in?: unknown;
}

function partsOf(value: unknown): Parts {
  return typeof value === 'object' && value !== null ? value : {};
}

/** Some messages end in a list of JSON that is meant for programs. */
function withoutJson(message: string): string {
  return message.replace(/:?\s*\[\{[\s\S]*$/, '.').trim();
}

/** The properties that such a list names. */
function namedIn(message: string): readonly string[] {
  return [...message.matchAll(/"name":\s*"(\w{1,100})"/g)].map(([, name = '']) => name);
}

function missingScopes(context: unknown): string {
  const { missingScopes: scopes } = (typeof context === 'object' && context !== null ? context : {}) as {
    readonly missingScopes?: unknown;
  };
  return Array.isArray(scopes) && scopes.length > 0 ? ` Missing: ${scopes.map(String).join(', ')}.` : '';
}
