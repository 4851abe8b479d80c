import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';

const attempts = 5;
const deadlock = '40P01';

/** Runs a transaction, and from its beginning when the database has sacrificed it to a deadlock. A rollback must undo all of `work`. */
export async function retriedTransaction<Result>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await dataSource.transaction(work);
    } catch (error) {
      if (attempt >= attempts || !isDeadlock(error)) throw error;
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof QueryFailedError && (error.driverError as { readonly code?: unknown }).code === deadlock;
}
