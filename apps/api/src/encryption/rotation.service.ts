import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DataKey } from './data-key.entity.js';
import { EncryptionService, type SealedColumn } from './encryption.service.js';

interface Place {
  readonly table: string;
  readonly column: `${string}_sealed`;
}

/** How far a rotation has come. */
export interface RotationProgress {
  readonly table: string;
  readonly column: string;
  readonly checked: number;
  readonly resealed: number;
}

const batchSize = 500;

/** Replaces the data key while the server runs: every `*_sealed` column is found and sealed anew. */
@Injectable()
export class RotationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly encryption: EncryptionService,
  ) {}

  /** Adds a data key, wraps all data keys with the first master key, and seals every row anew. */
  async rotate(onProgress: (progress: RotationProgress) => void): Promise<void> {
    await this.rewrap();
    await this.encryption.addDataKey({ onlyWhenNone: false });
    for (const place of await this.places()) onProgress(await this.reseal(place));
  }

  /** Seals what an older key has sealed; a row that changes meanwhile is left to whoever changes it. */
  async reseal(place: Place): Promise<RotationProgress> {
    let cursor = '';
    let [checked, resealed] = [0, 0];
    for (;;) {
      const rows: { id: string; sealed: string }[] = await this.dataSource.query(
        `SELECT id, ${place.column} AS sealed FROM ${place.table} WHERE id > $1 AND ${place.column} IS NOT NULL ORDER BY id LIMIT $2`,
        [cursor, batchSize],
      );
      const last = rows.at(-1);
      if (last === undefined) return { ...place, checked, resealed };
      for (const row of rows) resealed += (await this.resealRow({ ...place, id: row.id }, row.sealed)) ? 1 : 0;
      checked += rows.length;
      cursor = last.id;
    }
  }

  private async resealRow(place: SealedColumn, sealed: string): Promise<boolean> {
    if (this.encryption.isCurrent(sealed)) return false;
    const renewed = await this.encryption.seal(await this.encryption.open(sealed, place), place);
    await this.dataSource.query(
      `UPDATE ${place.table} SET ${place.column} = $1 WHERE id = $2 AND ${place.column} = $3`,
      [renewed, place.id, sealed],
    );
    return true;
  }

  private async rewrap(): Promise<void> {
    const keys = await this.dataSource.manager.find(DataKey);
    for (const { id, wrappedKey } of keys) {
      const { keyService } = this.encryption;
      const rewrapped = await keyService.wrap(id, await keyService.unwrap(id, wrappedKey));
      await this.dataSource.manager.update(DataKey, { id, wrappedKey }, { wrappedKey: rewrapped });
    }
  }

  /** Every column of our own schema that holds sealed text. */
  private places(): Promise<Place[]> {
    return this.dataSource.query(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
       WHERE table_schema = current_schema() AND column_name LIKE '%\\_sealed' ORDER BY 1, 2`,
    );
  }
}
