import type { FaultCode, FaultInterpreter } from '#connectors';

/** Microsoft Graph's codes where they say more than the status that comes with them. */
const codes: Readonly<Record<string, FaultCode>> = {
  invalidauthenticationtoken: 'vendor-unauthorized',
  unauthenticated: 'vendor-unauthorized',
  activitylimitreached: 'vendor-rate-limited',
  toomanyrequests: 'vendor-rate-limited',
  itemnotfound: 'record-not-found',
  namealreadyexists: 'vendor-conflict',
  resourcemodified: 'vendor-conflict',
  notsupported: 'vendor-rejected-input',
  quotalimitreached: 'vendor-rejected-input',
  malwaredetected: 'vendor-rejected-input',
};

const noSharePoint =
  'This account has no SharePoint: sign in with a work or school account whose organisation has a licence for it.';

/** Reads Microsoft Graph's errors: `{ error: { code, message } }`. */
export const interpretFault: FaultInterpreter = ({ data }) => {
  const { error } = (data ?? {}) as { readonly error?: { readonly code?: unknown; readonly message?: unknown } };
  if (typeof error?.message !== 'string') return undefined;
  const vendorCode = typeof error.code === 'string' ? error.code : '';
  if (/SPO license/i.test(error.message)) return { code: 'account-not-usable', vendorCode, message: noSharePoint };
  const known = vendorCode.toLowerCase();
  const code = Object.hasOwn(codes, known) ? codes[known] : undefined;
  return { ...(code && { code }), ...(vendorCode !== '' && { vendorCode }), message: error.message };
};
