import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { EncryptionService } from '../../encryption/encryption.service.js';
import { randomSecret } from '../../encryption/secrets.js';
import { genesisHash, placeProofOf, type ChainPlace } from './proofs.js';

/** The key of the audit trail is gone although there are entries. */
export class AuditKeyMissingError extends Error {
  readonly code = 'audit-key-missing';
  override readonly name = 'AuditKeyMissingError';

  constructor() {
    super('The key of the audit trail is missing from the database although the trail has seals; restore a backup.');
  }
}

/** Where the chain begins and ends, each with our proof of it. */
export interface ChainRow {
  readonly head: ChainPlace;
  readonly headProof: string;
  /** What was before it is pruned. */
  readonly checkpoint: ChainPlace;
  readonly checkpointProof: string;
}

/** Any number that nothing else locks by. */
const lockKey = 7_204_110_015;
const place = { table: 'audit_chain', column: 'key_sealed', id: 'chain' } as const;

const readRow = `SELECT head_sequence::float8 AS "headSequence", head_hash AS "headHash", head_proof AS "headProof",
  checkpoint_sequence::float8 AS "checkpointSequence", checkpoint_hash AS "checkpointHash",
  checkpoint_proof AS "checkpointProof" FROM audit_chain WHERE id = 'chain'`;

/** The key that the audit trail is chained with, sealed like every secret, and the ends of the chain. */
@Injectable()
export class AuditChainService {
  private held?: Promise<Uint8Array>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly encryption: EncryptionService,
  ) {}

  /** @throws {AuditKeyMissingError} */
  key(): Promise<Uint8Array> {
    this.held ??= this.readKey().catch((error: unknown) => {
      this.held = undefined;
      throw error;
    });
    return this.held;
  }

  /** The ends of the chain; `isLocked` keeps every other replica from moving them. */
  async read(manager: EntityManager, { isLocked = false } = {}): Promise<ChainRow | undefined> {
    const [row] = await manager.query<StoredRow[]>(isLocked ? `${readRow} FOR UPDATE` : readRow);
    return (
      row && {
        head: { sequence: row.headSequence, hash: row.headHash },
        headProof: row.headProof,
        checkpoint: { sequence: row.checkpointSequence, hash: row.checkpointHash },
        checkpointProof: row.checkpointProof,
      }
    );
  }

  /** Moves an end of the chain. */
  async move(manager: EntityManager, kind: 'head' | 'checkpoint', to: ChainPlace): Promise<void> {
    await manager.query(
      `UPDATE audit_chain SET ${kind}_sequence = $1, ${kind}_hash = $2, ${kind}_proof = $3 WHERE id = 'chain'`,
      [to.sequence, to.hash, placeProofOf(await this.key(), kind, to)],
    );
  }

  private async readKey(): Promise<Uint8Array> {
    const sealed = (await this.stored(this.dataSource.manager)) ?? (await this.make());
    return Buffer.from(await this.encryption.open(sealed, place), 'base64url');
  }

  private async stored(manager: EntityManager): Promise<string | undefined> {
    const [row] = await manager.query<{ sealed: string }[]>('SELECT key_sealed AS sealed FROM audit_chain');
    return row?.sealed;
  }

  /** One of several replicas makes it, and only while there is nothing that another key has sealed. */
  private make(): Promise<string> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
      const found = await this.stored(manager);
      if (found !== undefined) return found;
      const [seals] = await manager.query<object[]>('SELECT sequence FROM audit_seals LIMIT 1');
      if (seals !== undefined) throw new AuditKeyMissingError();
      const secret = randomSecret();
      const key = Buffer.from(secret, 'base64url');
      const sealed = await this.encryption.seal(secret, place);
      const start = { sequence: 0, hash: genesisHash };
      await manager.query(`INSERT INTO audit_chain VALUES ('chain', $1, 0, $2, $3, 0, $2, $4)`, [
        ...[sealed, genesisHash, placeProofOf(key, 'head', start), placeProofOf(key, 'checkpoint', start)],
      ]);
      return sealed;
    });
  }
}

interface StoredRow {
  readonly headSequence: number;
  readonly headHash: string;
  readonly headProof: string;
  readonly checkpointSequence: number;
  readonly checkpointHash: string;
  readonly checkpointProof: string;
}
