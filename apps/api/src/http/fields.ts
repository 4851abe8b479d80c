import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { Transform, Type } from 'class-transformer';
import { Verbatim } from './intake/verbatim-json.js';
import { documentProperty, type PropertyDocumentation } from './openapi-metadata.js';

type Class = new (...args: never[]) => object;

interface FieldOptions extends PropertyDocumentation {
  readonly optional?: boolean;
  /** Accepts null, which clears the value. */
  readonly nullable?: boolean;
}

function field(documentation: FieldOptions, ...validators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, key) => {
    for (const validator of validators) validator(target, key);
    if (documentation.optional === true || documentation.nullable === true) IsOptional()(target, key);
    documentProperty(documentation)(target, key);
  };
}

/** Text; surrounding white space is removed unless `verbatim`. */
export function TextField(
  options: FieldOptions & {
    readonly min?: number;
    readonly max?: number;
    readonly pattern?: RegExp;
    readonly verbatim?: boolean;
  } = {},
) {
  const { min = 1, max = 255, pattern, verbatim = false, ...documentation } = options;
  const trim = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && !verbatim ? value.trim() : value,
  );
  const shape = { type: 'string', minLength: min, maxLength: max, ...(pattern && { pattern: pattern.source }) };
  const matches = pattern === undefined ? [] : [Matches(pattern)];
  return field({ ...documentation, schema: shape }, trim, IsString(), Length(min, max), WithoutNul(), ...matches);
}

/** PostgreSQL keeps every character but this one. */
function WithoutNul() {
  return Matches(/^[^\0]*$/, { message: '$property must not hold the character NUL' });
}

/** A moment as ISO 8601 with an offset (RFC 3339), before the year 10000. */
export function TimeField(options: FieldOptions = {}) {
  const isMoment = ValidateBy({
    name: 'isMoment',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' && rfc3339.test(value) && !Number.isNaN(Date.parse(value)),
      defaultMessage: () => '$property must be a time such as 2030-01-31T12:00:00Z',
    },
  });
  return field({ ...options, schema: { type: 'string', format: 'date-time' } }, isMoment);
}

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;

/** One of a closed list of words. */
export function ChoiceField(values: readonly string[], options: FieldOptions = {}) {
  return field({ ...options, schema: { type: 'string', enum: [...values] } }, IsIn(values));
}

/** An e-mail address, kept in lower case. */
export function EmailField(options: FieldOptions = {}) {
  const lower = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.trim().toLowerCase() : value,
  );
  return field(
    { ...options, schema: { type: 'string', format: 'email', maxLength: 254 } },
    lower,
    IsEmail(),
    Length(3, 254),
  );
}

/** A whole number. `fromQuery` accepts digits, as in a query string. */
export function IntegerField(
  options: FieldOptions & { readonly min?: number; readonly max?: number; readonly fromQuery?: boolean } = {},
) {
  const { min = 0, max = Number.MAX_SAFE_INTEGER, fromQuery = false, ...documentation } = options;
  const parse = Transform(({ value }: { value: unknown }) =>
    fromQuery && typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
  );
  const shape = { type: 'integer', minimum: min, maximum: max };
  return field({ ...documentation, schema: shape }, parse, IsInt(), Min(min), Max(max));
}

/** A number, whole or not. */
export function NumberField(options: FieldOptions & { readonly min: number; readonly max: number }) {
  const { min, max, ...documentation } = options;
  const shape = { type: 'number', minimum: min, maximum: max };
  return field({ ...documentation, schema: shape }, IsNumber(), Min(min), Max(max));
}

/** True or false. */
export function BooleanField(options: FieldOptions = {}) {
  return field({ ...options, schema: { type: 'boolean' } }, IsBoolean());
}

/** A list of texts. */
export function TextListField(
  options: FieldOptions & {
    readonly maxItems?: number;
    readonly values?: readonly string[];
    readonly maxLength?: number;
  } = {},
) {
  const { maxItems = 100, values, maxLength = 255, ...documentation } = options;
  const each =
    values === undefined
      ? [IsString({ each: true }), Length(1, maxLength, { each: true })]
      : [IsIn(values, { each: true })];
  const item =
    values === undefined ? { type: 'string', minLength: 1, maxLength } : { type: 'string', enum: [...values] };
  const shape = { type: 'array', maxItems, items: item };
  return field({ ...documentation, schema: shape }, IsArray(), ArrayMaxSize(maxItems), ...each);
}

/** An object of a class of its own. */
export function ObjectField(type: () => Class, options: FieldOptions = {}) {
  return field({ ...options, reference: type }, IsObject(), ValidateNested(), Type(type));
}

/** A list of objects of a class of their own. */
export function ObjectListField(type: () => Class, options: FieldOptions & { readonly maxItems?: number } = {}) {
  const { maxItems = 100, ...documentation } = options;
  return field(
    { ...documentation, reference: type, isList: true },
    IsArray(),
    ArrayMaxSize(maxItems),
    ValidateNested({ each: true }),
    Type(type),
  );
}

/** An object whose shape something else checks, such as an operation's input, and that arrives as it was sent; `schema` documents it. */
export function JsonField(options: FieldOptions = {}) {
  return field(
    { ...options, schema: { type: 'object', additionalProperties: true, ...options.schema } },
    IsObject(),
    Verbatim(),
  );
}

/** A field of an answer: documented, not checked. */
export function AnswerField(schema: Readonly<Record<string, unknown>>, options: FieldOptions = {}): PropertyDecorator {
  return documentProperty({ ...options, schema });
}

/** A field of an answer that is an object, or a list of them, of a class of its own. */
export function AnswerObjectField(
  type: () => Class,
  options: FieldOptions & { readonly isList?: boolean } = {},
): PropertyDecorator {
  return documentProperty({ ...options, reference: type });
}
