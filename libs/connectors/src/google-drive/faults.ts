import type { FaultCode, FaultInterpreter } from '#connectors';

/** Google's reasons where they say more than the status that comes with them. */
const reasons: Readonly<Record<string, FaultCode>> = {
  authError: 'vendor-unauthorized',
  rateLimitExceeded: 'vendor-rate-limited',
  userRateLimitExceeded: 'vendor-rate-limited',
  dailyLimitExceeded: 'vendor-rate-limited',
  sharingRateLimitExceeded: 'vendor-rate-limited',
  notFound: 'record-not-found',
  accessNotConfigured: 'account-not-usable',
  storageQuotaExceeded: 'vendor-rejected-input',
  exportSizeLimitExceeded: 'vendor-rejected-input',
  fileNotDownloadable: 'vendor-rejected-input',
  invalidSharingRequest: 'vendor-rejected-input',
};

const notTurnedOn =
  'The Google Drive API is not turned on for the app: turn it on in its Google Cloud project, then try again.';

/** Reads Google's errors: `{ error: { code, message, errors: [{ reason, message, location }] } }`. */
export const interpretFault: FaultInterpreter = ({ data }) => {
  if (!isRecord(data) || !isRecord(data['error'])) return undefined;
  const { message, errors } = data['error'];
  const listed = Array.isArray(errors) ? errors.filter(isRecord) : [];
  const [reason = ''] = textsOf(listed.map((one) => one['reason']));
  const code = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  const [words] = textsOf([code === 'account-not-usable' ? notTurnedOn : message]);
  return {
    ...(code !== undefined && { code }),
    ...(words !== undefined && { message: words }),
    ...(reason !== '' && { vendorCode: reason }),
    fields: textsOf(listed.map((one) => one['location'])),
  };
};

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function textsOf(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}
