import type { FaultInterpreter } from '#connectors';

/** Reads the error bodies of Acme Notes; the HTTP status says which code they stand for. */
export const interpretFault: FaultInterpreter = ({ data }) => {
  const { error } = (data ?? {}) as { readonly error?: Readonly<Record<string, unknown>> };
  const [vendorCode, message] = [error?.['code'], error?.['message']];
  return typeof vendorCode === 'string' && typeof message === 'string' ? { vendorCode, message } : undefined;
};
