import type { FaultCode, FaultInterpreter } from '#connectors';

/** Google's canonical statuses, and reasons, where they say more than the HTTP status that comes with them. */
const codes: Readonly<Record<string, FaultCode>> = {
  UNAUTHENTICATED: 'vendor-unauthorized',
  RESOURCE_EXHAUSTED: 'vendor-rate-limited',
  RATE_LIMIT_EXCEEDED: 'vendor-rate-limited',
  ABORTED: 'vendor-conflict',
  UNAVAILABLE: 'vendor-unavailable',
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: 'vendor-forbidden',
  SERVICE_DISABLED: 'account-not-usable',
};

const notTurnedOn =
  'The Apigee API is not turned on for the app: turn it on in its Google Cloud project, then try again.';

/** Reads Google's errors: `{ error: { code, message, status, details: [{ reason }, { fieldViolations: [{ field }] }] } }`. */
export const interpretFault: FaultInterpreter = ({ data }) => {
  if (!isRecord(data) || !isRecord(data['error'])) return undefined;
  const { message, status, details } = data['error'];
  const listed = recordsIn(details);
  const names = textsOf([...listed.map(({ reason }) => reason), status]);
  const told = names.find((name) => Object.hasOwn(codes, name));
  const code = told === undefined ? undefined : codes[told];
  const [words] = textsOf([code === 'account-not-usable' ? notTurnedOn : message]);
  const [vendorCode] = names;
  return {
    ...(code !== undefined && { code }),
    ...(words !== undefined && { message: words }),
    ...(vendorCode !== undefined && { vendorCode }),
    fields: textsOf(listed.flatMap(({ fieldViolations }) => recordsIn(fieldViolations).map(({ field }) => field))),
  };
};

function recordsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function textsOf(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}
