import type { FaultCode, FaultInterpreter, VendorFault } from '#connectors';

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

function codeOf(status: number, text: string): Pick<VendorFault, 'code'> {
  const isScope = status === 401 && /scope does not match/i.test(text);
  const code: FaultCode | undefined = isScope ? 'vendor-forbidden' : undefined;
  return code === undefined ? {} : { code };
}
