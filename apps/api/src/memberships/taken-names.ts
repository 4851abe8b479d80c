import { QueryFailedError } from 'typeorm';
import { ProblemError } from '../http/problem.js';

const uniqueViolation = '23505';

/**
 * Writes what must have a name of its own.
 * @throws {ProblemError} `name-taken`
 */
export async function refusingTakenNames<Result>(
  noun: string,
  name: string,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const { code } = (error instanceof QueryFailedError ? error.driverError : {}) as { readonly code?: string };
    if (code !== uniqueViolation) throw error;
    const message = `Another ${noun} is named '${name}'; choose another name.`;
    throw new ProblemError('name-taken', message, {}, { cause: error });
  }
}
