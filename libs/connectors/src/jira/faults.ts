import {
  rateLimitFields,
  rateLimitHeaders,
  retryAfterLimit,
  strictestRateLimit,
  type FaultCode,
  type FaultInterpreter,
  type RateLimitReader,
  type VendorFault,
} from '#connectors';

interface JiraFault {
  readonly errorMessages?: unknown;
  readonly errors?: unknown;
  readonly message?: unknown;
}

/**
 * Reads Jira's errors, `{ errorMessages, errors }` with a text for each field, and those of the gateway before it,
 * `{ code, message }`, which says 401 when it is a scope that is missing.
 */
export const interpretFault: FaultInterpreter = ({ status, data }) => {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const { errorMessages, errors, message } = data as JiraFault;
  const general = Array.isArray(errorMessages) ? errorMessages.filter((one) => typeof one === 'string') : [];
  const byField = Object.entries(typeof errors === 'object' && errors !== null ? errors : {}).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  const words = [...general, ...byField.map(([, text]) => text), ...(typeof message === 'string' ? [message] : [])];
  if (words.length === 0) return undefined;
  const text = words.join(' ');
  return { ...codeOf(status, text), message: text, fields: byField.map(([field]) => field) };
};

/** The quota of an hour, in the fields of every answer, and in the headers of a refusal. */
const quota = strictestRateLimit(
  rateLimitFields,
  rateLimitHeaders({ remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset', resetIs: 'date' }),
  retryAfterLimit,
);

/** Reads how much is left for all calls; what was too much for one endpoint or one issue stops no others. */
export const readRateLimit: RateLimitReader = (answer) =>
  /^jira-(?:burst-based|per-issue-on-write)$/.test(answer.headers['ratelimit-reason'] ?? '')
    ? undefined
    : quota(answer);

function codeOf(status: number, text: string): Pick<VendorFault, 'code'> {
  const isScope = status === 401 && /scope does not match/i.test(text);
  const code: FaultCode | undefined = isScope ? 'vendor-forbidden' : undefined;
  return code === undefined ? {} : { code };
}
