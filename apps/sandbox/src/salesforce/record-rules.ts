import { SalesforceError } from './api-error.js';
import { findField, type Field, type SalesforceObject } from './objects.js';
import { parseRecordId } from './record-ids.js';
import type { FieldValue, SalesforceRecord } from './record-store.js';

const numberTypes: readonly string[] = ['int', 'currency', 'percent'];

function refuse(errorCode: string, message: string, fields: readonly string[]): never {
  throw new SalesforceError(400, errorCode, message, fields);
}

function cannotRead(field: Field, value: unknown): never {
  const kind = typeof value === 'string' ? 'VALUE_STRING' : `VALUE_${String(typeof value).toUpperCase()}`;
  const shown = typeof value === 'object' ? '' : ` ${String(value).slice(0, 100)}`;
  throw new SalesforceError(
    400,
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${field.type} from ${kind}${shown}`,
  );
}

/** Checks what a caller wants to write, in the vendor's order, and returns it in the form that is stored. */
export function checkRecord(object: SalesforceObject, body: unknown, existing?: SalesforceRecord): SalesforceRecord {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new SalesforceError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body must be a JSON object');
  }
  const given = Object.entries(body).filter(([name]) => name !== 'attributes');
  const values = Object.fromEntries(
    given.map(([name, value]) => {
      const field = writableField(object, name);
      return [field.name, checkType(field, value)] as const;
    }),
  );
  checkRequired(object, { ...existing, ...values }, existing !== undefined);
  for (const [name, value] of Object.entries(values)) {
    const field = findField(object, name);
    if (field && value !== null) checkValue(field, value);
  }
  return values;
}

function writableField(object: SalesforceObject, name: string): Field {
  const field = findField(object, name);
  if (!field) {
    throw new SalesforceError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
  }
  if (field.isReadOnly) {
    refuse('INVALID_FIELD_FOR_INSERT_UPDATE', `Unable to create/update fields: ${field.name}.`, [field.name]);
  }
  return field;
}

/** Texts come trimmed, and empty ones count as none. */
function checkType(field: Field, value: unknown): FieldValue {
  if (value === null) return null;
  if (field.type === 'boolean') return typeof value === 'boolean' ? value : cannotRead(field, value);
  if (numberTypes.includes(field.type)) return typeof value === 'number' ? value : cannotRead(field, value);
  if (typeof value !== 'string') return cannotRead(field, value);
  if (field.type === 'date') return isDate(value) ? value : cannotRead(field, value);
  return value.trim() || null;
}

/** Says whether a text is a day that exists, such as `2026-02-28`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

/** A required field with a default may be left out, but not emptied. */
function checkRequired(object: SalesforceObject, values: SalesforceRecord, exists: boolean): void {
  const missing = object.fields
    .filter(({ isRequired }) => isRequired)
    .filter((field) => (values[field.name] === undefined && !exists ? field.default : values[field.name]) === null)
    .map(({ name }) => name);
  if (missing.length > 0) {
    refuse('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
  }
}

/** How many digits money has before the point; the others of its 18 come after. */
const wholeDigits: Readonly<Record<string, number>> = { Amount: 16, AnnualRevenue: 18 };

/** A comment is measured in bytes, all other texts in characters. */
function checkSize({ name, label, length }: Field, value: string | number): void {
  if (typeof value === 'number') {
    if (Math.abs(value) < 10 ** (wholeDigits[name] ?? 18)) return;
    refuse('NUMBER_OUTSIDE_VALID_RANGE', `${label}: value outside of valid range on numeric field: ${value}`, [name]);
  }
  const size = name === 'CommentBody' ? Buffer.byteLength(value) : value.length;
  if (length > 0 && size > length) {
    const message = `${label}: data value too large: ${value.slice(0, 40)} (max length=${length})`;
    refuse('STRING_TOO_LONG', message, [name]);
  }
}

function checkValue(field: Field, value: FieldValue): void {
  const { name, label, type, values } = field;
  if (typeof value === 'string' || typeof value === 'number') checkSize(field, value);
  if (typeof value !== 'string') return;
  if (type === 'picklist' && !values.includes(value)) {
    const code = 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST';
    refuse(code, `${label}: bad value for restricted picklist field: ${value}`, [name]);
  }
  if (type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    refuse('INVALID_EMAIL_ADDRESS', `${label}: invalid email address: ${value}`, [name]);
  }
  if (type === 'reference' && !parseRecordId(value)) {
    refuse('MALFORMED_ID', `${label}: id value of incorrect type: ${value}`, [name]);
  }
}
