import type { Static, TObject } from 'typebox';
import type { OperationInfo } from './operation.js';

/** Returns the input, typed, when it fits the operation; throws `InputInvalidError` with each place where it does not. */
export declare function validateInput<Input extends TObject>(
  operation: Pick<OperationInfo<string, Input>, 'id' | 'input'>,
  input: unknown,
): Static<Input>;
