import type { FaultCode, FaultInterpreter } from '#connectors';

/** Dataverse's error codes where they say more than the status that comes with them. */
const codes: Readonly<Record<string, FaultCode>> = {
  // Object does not exist.
  '0x80040217': 'record-not-found',
  // A privilege is missing.
  '0x80040220': 'vendor-forbidden',
  // A duplicate detection rule, or a unique key.
  '0x80040333': 'vendor-conflict',
  '0x80040237': 'vendor-conflict',
  '0x80060892': 'vendor-conflict',
  // Service protection: number of requests, execution time, concurrent requests.
  '0x80072322': 'vendor-rate-limited',
  '0x80072321': 'vendor-rate-limited',
  '0x80072326': 'vendor-rate-limited',
  // The user is disabled, has no role or no licence, or is not a member of the organisation.
  '0x80040225': 'account-not-usable',
  '0x80042f09': 'account-not-usable',
  '0x80072560': 'account-not-usable',
  '0x8004d24b': 'account-not-usable',
};

const notUsable =
  'This user cannot work in the Dynamics 365 organisation: it is disabled, has no licence or role, or is not a member. ' +
  'Ask an administrator of the organisation, or sign in as another user.';

/** Reads Dataverse's errors: `{ error: { code, message } }`, the code as a hexadecimal number. */
export const interpretFault: FaultInterpreter = ({ data }) => {
  const { error } = (data ?? {}) as { readonly error?: { readonly code?: unknown; readonly message?: unknown } };
  if (typeof error?.message !== 'string') return undefined;
  const vendorCode = typeof error.code === 'string' ? error.code.toLowerCase() : '';
  const code = Object.hasOwn(codes, vendorCode) ? codes[vendorCode] : undefined;
  return {
    ...(code && { code }),
    ...(vendorCode !== '' && { vendorCode }),
    message: code === 'account-not-usable' ? notUsable : error.message,
  };
};
