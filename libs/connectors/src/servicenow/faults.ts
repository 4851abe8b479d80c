import type { FaultCode, FaultInterpreter } from '#connectors';

/** What the vendor's words mean where its status says something else. */
const meanings: readonly (readonly [RegExp, FaultCode])[] = [
  [/transaction cancelled/i, 'vendor-timeout'],
  [/aborted by business rule|data policy/i, 'vendor-rejected-input'],
  [/rate limit/i, 'vendor-rate-limited'],
];

/** Reads ServiceNow's errors: `{ error: { message, detail }, status: 'failure' }`. */
export const interpretFault: FaultInterpreter = ({ data }) => {
  const { error } = (data ?? {}) as { error?: unknown };
  const { message, detail } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  if (typeof message !== 'string') return undefined;
  const words = [message, typeof detail === 'string' ? detail : ''].filter((text) => text !== '').join(': ');
  const code = meanings.find(([pattern]) => pattern.test(words))?.[1];
  return { ...(code && { code }), message: words };
};
