import type { FaultCode, FaultInterpreter } from '#connectors';

/** Freshdesk's codes where they say more than the status that comes with them. */
const codes: Readonly<Record<string, FaultCode>> = {
  account_suspended: 'account-not-usable',
  password_expired: 'account-not-usable',
  password_lockout: 'account-not-usable',
  duplicate_value: 'vendor-conflict',
};

const notUsable = 'This Freshdesk account is suspended or locked: ask its administrator.';

/**
 * Reads Freshdesk's errors: `{ description, errors: [{ field, message, code }] }` of values, `{ code, message }` of the rest.
 * A ticket that may not be written to because it was deleted is 405.
 */
export const interpretFault: FaultInterpreter = ({ status, data }) => {
  const { code, message, description, errors } = (data ?? {}) as Record<string, unknown>;
  const faults = Array.isArray(errors) ? errors.filter(isFieldFault) : [];
  const vendorCode = firstText(code, faults[0]?.code);
  const meaning = meaningOf(status, vendorCode);
  const words = faults.length > 0 ? faults.map(wordsOf).join(' ') : firstText(message, description);
  if (words === undefined && meaning === undefined) return undefined;
  return {
    code: meaning,
    message: meaning === 'account-not-usable' ? notUsable : words,
    vendorCode,
    fields: faults.flatMap(({ field }) => field ?? []),
  };
};

function meaningOf(status: number, vendorCode = ''): FaultCode | undefined {
  return codes[vendorCode] ?? (status === 405 ? 'record-not-found' : undefined);
}

interface FieldFault {
  readonly field?: string;
  readonly message: string;
  readonly code?: string;
}

function wordsOf({ field, message }: FieldFault): string {
  return field === undefined ? message : `${field}: ${message}`;
}

function firstText(...values: readonly unknown[]): string | undefined {
  return values.find((value) => typeof value === 'string');
}

function isFieldFault(value: unknown): value is FieldFault {
  const { field, message, code } = (value ?? {}) as Record<string, unknown>;
  const isOptionalText = (text: unknown) => text === undefined || typeof text === 'string';
  return typeof message === 'string' && isOptionalText(field) && isOptionalText(code);
}
