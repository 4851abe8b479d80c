import { randomBytes } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { createVault, deriveKey, importKey, type VaultKey } from '#auth-profiles';
import { DataSource } from 'typeorm';
import { Environment } from '../config/environment.js';
import { newId } from '../database/identifiers.js';
import { ReplicaChannel } from '../database/replica-channel.js';
import { DataKey } from './data-key.entity.js';
import type { KeyService } from './master/key-service.js';
import { openKeyService } from './master/open-key-service.js';

/** Where a sealed text stands: it opens nowhere else. The column's name ends in `_sealed`, so that rotation finds it. */
export interface SealedColumn {
  readonly table: string;
  readonly column: `${string}_sealed`;
  readonly id: string;
}

const channelName = 'data_keys';
/** Any number that nothing else locks by. */
const lockKey = 7_204_110_001;

/** Seals what may hold a token or a secret before it is stored, and opens it again. */
@Injectable()
export class EncryptionService implements OnModuleInit {
  private readonly logger = new Logger('encryption');
  private readonly dataKeys = new Map<string, VaultKey>();
  private readonly ring = {
    currentKeyId: '',
    get: (keyId: string): VaultKey | Promise<VaultKey | undefined> => this.dataKeys.get(keyId) ?? this.lookUp(keyId),
  };
  private readonly vault = createVault(this.ring);
  private master!: KeyService;
  private oldestKey!: Uint8Array;

  constructor(
    private readonly dataSource: DataSource,
    private readonly environment: Environment,
    private readonly channel: ReplicaChannel,
  ) {}

  async onModuleInit(): Promise<void> {
    this.master = await openKeyService(this.environment);
    this.channel.subscribe(channelName, () => this.loadSoon());
    this.channel.onReconnected(() => this.loadSoon());
    await this.load();
    if (this.ring.currentKeyId === '') await this.addDataKey({ onlyWhenNone: true });
  }

  /** Compact JWE of a text, bound to its place. */
  seal(text: string, place: SealedColumn): Promise<string> {
    return this.vault.seal(text, { row: `${place.table}/${place.id}`, purpose: place.column });
  }

  /** @throws VaultTamperedError, VaultKeyMissingError */
  open(jwe: string, place: SealedColumn): Promise<string> {
    return this.vault.open(jwe, { row: `${place.table}/${place.id}`, purpose: place.column });
  }

  /** Whether a text is sealed with the newest data key. */
  isCurrent(jwe: string): boolean {
    return this.vault.keyIdOf(jwe) === this.ring.currentKeyId;
  }

  /** A secret for one purpose, the same on every replica, after every start and every rotation: it comes of the oldest data key. */
  deriveSecret(purpose: string): Uint8Array {
    return deriveKey(this.oldestKey, purpose);
  }

  /** What wraps the data keys. */
  get keyService(): KeyService {
    return this.master;
  }

  /**
   * Adds a data key that every replica seals with from now on, and answers the id of the newest one.
   * @throws {KeyServiceUnavailableError}
   */
  async addDataKey({ onlyWhenNone }: { readonly onlyWhenNone: boolean }): Promise<string> {
    const id = newId('dataKey');
    const wrappedKey = await this.master.wrap(id, randomBytes(32));
    await this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
      if (onlyWhenNone && (await manager.exists(DataKey))) return;
      await manager.insert(DataKey, { id, wrappedKey });
    });
    await this.load();
    await this.channel.publish(channelName, 'added');
    return this.ring.currentKeyId;
  }

  /** A key that another replica has added lately. */
  private async lookUp(keyId: string): Promise<VaultKey | undefined> {
    await this.load();
    return this.dataKeys.get(keyId);
  }

  /** A replica that goes on with the key before is no harm: what it seals opens, and the next rotation finds it. */
  private loadSoon(): void {
    this.load().catch((error: unknown) => this.logger.warn({ err: error }, 'a new data key could not be read'));
  }

  /** By the clock of the database: those of replicas differ. */
  private async load(): Promise<void> {
    const rows = await this.dataSource.manager.find(DataKey, { order: { createdAt: 'ASC', id: 'ASC' } });
    await Promise.all(rows.map((row, at) => this.learn(row, at === 0)));
    this.ring.currentKeyId = rows.at(-1)?.id ?? '';
  }

  private async learn({ id, wrappedKey }: DataKey, isOldest: boolean): Promise<void> {
    if (this.dataKeys.has(id)) return;
    const bytes = await this.master.unwrap(id, wrappedKey);
    if (isOldest) this.oldestKey = bytes;
    this.dataKeys.set(id, await importKey(bytes));
  }
}
