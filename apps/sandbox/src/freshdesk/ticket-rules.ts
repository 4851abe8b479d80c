/** What is wrong with one field. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
  readonly code: string;
}

type Rule = (value: unknown) => string | undefined;

const text =
  (longest: number): Rule =>
  (value) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= longest
      ? undefined
      : `It should be a/an String of at most ${longest} characters`;
const oneOf =
  (...allowed: readonly number[]): Rule =>
  (value) =>
    allowed.some((one) => one === value) ? undefined : `It should be one of these values: '${allowed.join(',')}'`;
const email: Rule = (value) =>
  typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
    ? undefined
    : "It should be in the 'valid email address' format";

const rules: Readonly<Record<string, Rule>> = {
  subject: text(255),
  description: text(200_000),
  priority: oneOf(1, 2, 3, 4),
  status: oneOf(2, 3, 4, 5),
  requester_id: (value) => (Number.isInteger(value) ? undefined : 'It should be a/an Positive Integer'),
  email,
  name: text(255),
  phone: text(50),
  type: text(100),
};

/** Everything that is wrong with a ticket's body; unknown fields are refused, as the vendor does. */
export function faultsOf(body: Readonly<Record<string, unknown>>): readonly FieldFault[] {
  return Object.entries(body).flatMap(([field, value]) => {
    const rule = Object.hasOwn(rules, field) ? rules[field] : undefined;
    if (!rule) return [{ field, message: 'Unexpected/invalid field in request', code: 'invalid_field' }];
    const message = rule(value);
    return message === undefined ? [] : [{ field, message, code: 'invalid_value' }];
  });
}

/** What is missing of a new ticket: whoever asks, and the name of somebody who has a phone number only. */
export function missingOf({
  requester_id: id,
  email: address,
  phone,
  name,
}: Readonly<Record<string, unknown>>): readonly FieldFault[] {
  const missing = (field: string) => [{ field, message: 'Mandatory attribute missing', code: 'missing_field' }];
  if (id !== undefined || address !== undefined) return [];
  if (phone === undefined) return missing('requester_id');
  return name === undefined ? missing('name') : [];
}
