import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Static, TObject, TSchema } from 'typebox';
import { InputInvalidError, type InputViolation } from './errors.js';
import type { OperationInfo } from './operation.js';

/** The schemas are our own, and a spec holds them against the meta-schema: to do so here takes the first run 100 ms. */
const ajv = new Ajv2020({ allErrors: true, strictTypes: false, validateSchema: false });
formats.default(ajv);

const compiled = new WeakMap<TSchema, ValidateFunction>();

/** Whether a value fits a schema. */
export function fits<Schema extends TSchema>(schema: Schema, value: unknown): value is Static<Schema> {
  return compileSchema(schema)(value);
}

/** Returns the input, typed, when it fits the operation; throws `InputInvalidError` with each place where it does not. */
export function validateInput<Input extends TObject>(
  operation: Pick<OperationInfo<string, Input>, 'id' | 'input'>,
  input: unknown,
): Static<Input> {
  const validate = compileSchema(operation.input);
  if (validate(input)) return input as Static<Input>;
  const violations = (validate.errors ?? []).map(violation);
  const where = violations.map(({ pointer, message }) => `${pointer || 'the input'} ${message}`).join('; ');
  throw new InputInvalidError(`The input of ${operation.id} is not valid: ${where}.`, violations);
}

/** Compiles a schema now rather than on first use, so that a faulty one is found before anything is sent. */
export function compileSchema(schema: TSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const made = ajv.compile(schema);
  compiled.set(schema, made);
  return made;
}

function violation({ instancePath, keyword, params, message }: ErrorObject): InputViolation {
  if (keyword === 'required') {
    return { pointer: child(instancePath, params['missingProperty']), message: 'is required', keyword };
  }
  if (keyword === 'additionalProperties') {
    return { pointer: child(instancePath, params['additionalProperty']), message: 'is not a known field', keyword };
  }
  if (keyword === 'pattern') return { pointer: instancePath, message: 'does not have the expected form', keyword };
  return { pointer: instancePath, message: message ?? 'is not valid', keyword };
}

/** RFC 6901: `~` and `/` in a name are escaped. */
function child(pointer: string, name: unknown): string {
  return `${pointer}/${String(name).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
