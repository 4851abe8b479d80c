import type { FaultCode, FaultInterpreter } from '#connectors';

/** Graph's error codes where they say more than the status that comes with them. */
const codes: Readonly<Record<string, FaultCode>> = {
  invalidauthenticationtoken: 'vendor-unauthorized',
  compacttoken: 'vendor-unauthorized',
  erroraccessdenied: 'vendor-forbidden',
  authorization_requestdenied: 'vendor-forbidden',
  errorsendasdenied: 'vendor-forbidden',
  erroritemnotfound: 'record-not-found',
  errorfoldernotfound: 'record-not-found',
  errorinvalididmalformed: 'record-not-found',
  toomanyrequests: 'vendor-rate-limited',
  applicationthrottled: 'vendor-rate-limited',
  activitylimitreached: 'vendor-rate-limited',
  errorexceededmessagelimit: 'vendor-rate-limited',
  errornamealreadyexists: 'vendor-conflict',
  errorfolderexists: 'vendor-conflict',
  errormailboxstoreunavailable: 'vendor-unavailable',
  mailboxnotenabledforrestapi: 'account-not-usable',
  mailboxnotsupportedforrestapi: 'account-not-usable',
  errormailboxnotenabledforrestapi: 'account-not-usable',
  extensionerror: 'account-not-usable',
};

const notUsable =
  'This account has no mailbox at Microsoft 365 that apps can reach: it has no licence, or its mailbox is on premises. ' +
  'Ask an administrator, or sign in with another account.';

/** Reads Graph's errors: `{ error: { code, message } }`. */
export const interpretFault: FaultInterpreter = ({ data }) => {
  const { error } = (data ?? {}) as { readonly error?: { readonly code?: unknown; readonly message?: unknown } };
  if (typeof error?.code !== 'string') return undefined;
  const name = error.code.toLowerCase();
  const code = Object.hasOwn(codes, name) ? codes[name] : undefined;
  const words = typeof error.message === 'string' && error.message !== '' ? error.message : error.code;
  return {
    ...(code && { code }),
    vendorCode: error.code,
    message: code === 'account-not-usable' ? notUsable : words,
  };
};
