import { Injectable, Logger } from '@nestjs/common';
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
    const done = { resealed: 0, unreadable: 0, current: 0 };
    for (const row of rows) done[await this.resealRow({ ...place, id: row.id }, row.sealed)] += 1;
    const { resealed, unreadable } = done;
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

  private async resealRow(place: SealedColumn, sealed: string): Promise<'current' | 'resealed' | 'unreadable'> {
    try {
      if (this.encryption.isCurrent(sealed)) return 'current';
      const renewed = await this.encryption.seal(await this.encryption.open(sealed, place), place);
      await this.dataSource.query(
        `UPDATE ${place.table} SET ${place.column} = $1 WHERE id = $2 AND ${place.column} = $3`,
        [renewed, place.id, sealed],
      );
      return 'resealed';
    } catch (error) {
      if ((error as { readonly code?: string }).code !== 'vault-tampered') throw error;
      this.logger.warn({ table: place.table, column: place.column, id: place.id }, 'a sealed text opens with no key');
      return 'unreadable';
    }
  }
}
