import type { FaultCode, FaultInterpreter } from '#connectors';

/** Google's reasons where they say more than the status that comes with them. */
const reasons: Readonly<Record<string, FaultCode>> = {
  authError: 'vendor-unauthorized',
  rateLimitExceeded: 'vendor-rate-limited',
  userRateLimitExceeded: 'vendor-rate-limited',
  quotaExceeded: 'vendor-rate-limited',
  dailyLimitExceeded: 'vendor-rate-limited',
  calendarUsageLimitsExceeded: 'vendor-rate-limited',
  notFound: 'record-not-found',
  deleted: 'record-not-found',
  duplicate: 'vendor-conflict',
  conditionNotMet: 'vendor-conflict',
  accessNotConfigured: 'account-not-usable',
  notACalendarUser: 'account-not-usable',
};

const explanations: Readonly<Record<string, string>> = {
  accessNotConfigured:
    'The Google Calendar API is not turned on for the app: turn it on in its Google Cloud project, then try again.',
  notACalendarUser: 'This Google account has no calendar: sign in with one that has.',
};

interface GoogleError {
  readonly reason?: unknown;
  readonly location?: unknown;
}

/** Reads Google's errors: `{ error: { code, message, errors: [{ reason, message, location }] } }`. */
export const interpretFault: FaultInterpreter = ({ data }) => {
  if (!isRecord(data) || !isRecord(data['error'])) return undefined;
  const { message, errors } = data['error'];
  const listed: readonly GoogleError[] = Array.isArray(errors) ? errors.filter(isRecord) : [];
  const reason = textsOf(listed.map((one) => one.reason))[0] ?? '';
  const code = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  const [words] = textsOf([explanations[reason], message]);
  return {
    ...(code !== undefined && { code }),
    ...(words !== undefined && { message: words }),
    ...(reason !== '' && { vendorCode: reason }),
    fields: textsOf(listed.map(({ location }) => location)),
  };
};

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function textsOf(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}
