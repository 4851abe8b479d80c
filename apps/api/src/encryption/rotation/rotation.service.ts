import { Injectable, Logger } from '@nestjs/common';
import { VaultKeyMissingError, VaultTamperedError } from '#auth-profiles';
import { DataSource } from 'typeorm';
import { DataKey } from '../data-key.entity.js';
import { EncryptionService, type SealedColumn } from '../encryption.service.js';

/** A column that holds sealed text. */
export interface SealedPlace {
  readonly table: string;
  readonly column: `${string}_sealed`;
}

/** What came of a batch of rows, or of several. */
export interface ResealedRows {
  readonly checked: number;
  readonly resealed: number;
  /** Rows that no key opens: they were altered or damaged before, and stay as they are. */
  readonly unreadable: number;
}

/** How far a rotation has come. */
export interface RotationProgress extends SealedPlace, ResealedRows {}

/** A batch, and the id to go on after; undefined: there is nothing more. */
export interface ResealedBatch extends ResealedRows {
  readonly position?: string;
}

/** What a row held, and what it is to hold. */
interface Renewal {
  readonly id: string;
  readonly sealed: string;
  readonly renewed: string;
}

const batchSize = 500;

/** Replaces the data key while the server runs: every `*_sealed` column is found and sealed anew. */
@Injectable()
export class RotationService {
  private readonly logger = new Logger('encryption');

  constructor(
    private readonly dataSource: DataSource,
    private readonly encryption: EncryptionService,
  ) {}

  /** Adds a data key, wraps all data keys with the master key of the day, and seals every row anew. */
  async rotate(onProgress: (progress: RotationProgress) => void): Promise<void> {
    await this.prepare();
    for (const place of await this.places()) onProgress(await this.reseal(place));
  }

  /**
   * Wraps all data keys with the master key of the day and adds a new one, whose id it answers.
   * @throws {KeyServiceUnavailableError}
   */
  async prepare(): Promise<string> {
    const { keyService } = this.encryption;
    for (const { id, wrappedKey } of await this.dataSource.manager.find(DataKey)) {
      const rewrapped = await keyService.wrap(id, await keyService.unwrap(id, wrappedKey));
      await this.dataSource.manager.update(DataKey, { id, wrappedKey }, { wrappedKey: rewrapped });
    }
    return this.encryption.addDataKey({ onlyWhenNone: false });
  }

  /** Seals what an older key has sealed; a row that changes meanwhile is left to whoever changes it. */
  async reseal(place: SealedPlace): Promise<RotationProgress> {
    let [position, checked, resealed, unreadable]: [string | undefined, number, number, number] = ['', 0, 0, 0];
    while (position !== undefined) {
      const batch: ResealedBatch = await this.resealBatch(place, position);
      checked += batch.checked;
      resealed += batch.resealed;
      unreadable += batch.unreadable;
      position = batch.position;
    }
    return { ...place, checked, resealed, unreadable };
  }

  /** The same for the rows that come next after an id. */
  async resealBatch(place: SealedPlace, position: string): Promise<ResealedBatch> {
    const rows: { id: string; sealed: string }[] = await this.dataSource.query(
      `SELECT id, ${place.column} AS sealed FROM ${place.table} WHERE id > $1 AND ${place.column} IS NOT NULL ORDER BY id LIMIT $2`,
      [position, batchSize],
    );
    const renewals = await Promise.all(rows.map((row) => this.renew({ ...place, id: row.id }, row.sealed)));
    const renewed = renewals.filter((renewal): renewal is Renewal => typeof renewal === 'object');
    await this.write(place, renewed);
    const unreadable = renewals.filter((renewal) => renewal === 'unreadable').length;
    const resealed = renewed.length;
    const last = rows.length < batchSize ? undefined : rows.at(-1);
    return { checked: rows.length, resealed, unreadable, ...(last && { position: last.id }) };
  }

  /** Every column of our own schema that holds sealed text. */
  places(): Promise<readonly SealedPlace[]> {
    return this.dataSource.query(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
       WHERE table_schema = current_schema() AND column_name LIKE '%\\_sealed' ORDER BY 1, 2`,
    );
  }

  private async renew(place: SealedColumn, sealed: string): Promise<Renewal | 'current' | 'unreadable'> {
    try {
      if (this.encryption.isCurrent(sealed)) return 'current';
      return {
        id: place.id,
        sealed,
        renewed: await this.encryption.seal(await this.encryption.open(sealed, place), place),
      };
    } catch (error) {
      if (!(await this.isHopeless(error))) throw error;
      this.logger.warn({ table: place.table, column: place.column, id: place.id }, 'a sealed text opens with no key');
      return 'unreadable';
    }
  }

  /** Whether no later try can open the text: it is damaged, or its key is gone for good, as after a restored backup. */
  private async isHopeless(error: unknown): Promise<boolean> {
    if (error instanceof VaultTamperedError) return true;
    return (
      error instanceof VaultKeyMissingError && !(await this.dataSource.manager.existsBy(DataKey, { id: error.keyId }))
    );
  }

  /** At once for all rows that nobody is changing, and for the others one by one: whoever waits for one row holds no other. */
  private async write({ table, column }: SealedPlace, renewals: readonly Renewal[]): Promise<void> {
    if (renewals.length === 0) return;
    const [written] = await this.dataSource.query<[{ id: string }[], number]>(
      `UPDATE ${table} t SET ${column} = free.renewed FROM (
         SELECT row.id, given.renewed FROM unnest($1::text[], $2::text[], $3::text[]) AS given (id, sealed, renewed)
         JOIN ${table} row ON row.id = given.id AND row.${column} = given.sealed FOR UPDATE OF row SKIP LOCKED
       ) free WHERE t.id = free.id RETURNING t.id`,
      [renewals.map(({ id }) => id), renewals.map(({ sealed }) => sealed), renewals.map(({ renewed }) => renewed)],
    );
    const done = new Set(written.map(({ id }) => id));
    for (const { id, sealed, renewed } of renewals.filter((renewal) => !done.has(renewal.id))) {
      const statement = `UPDATE ${table} SET ${column} = $1 WHERE id = $2 AND ${column} = $3`;
      await this.dataSource.query(statement, [renewed, id, sealed]);
    }
  }
}
