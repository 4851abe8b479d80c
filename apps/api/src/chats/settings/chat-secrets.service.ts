import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import { ReplicaChannel } from '../../database/replica-channel.js';
import { ReplicatedCache } from '../../database/replicated-cache.js';
import { EncryptionService } from '../../encryption/encryption.service.js';
import { randomSecret } from '../../encryption/secrets.js';
import type { ChatSecretView, CreatedChatSecretView } from './chat-settings.dto.js';
import { ChatSecret } from './chat-settings.entity.js';

/** So that a host can change over without a pause. */
const maxValid = 2;

/** The secrets that hosts sign their users with: sealed, two valid at a time. */
@Injectable()
export class ChatSecretsService {
  private readonly opened: ReplicatedCache<readonly Uint8Array[]>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly encryption: EncryptionService,
    channel: ReplicaChannel,
  ) {
    this.opened = new ReplicatedCache(channel, 'chat_secrets', { max: 1_000, maxAgeMs: 60_000 });
  }

  /** Makes a secret; the one before the last is worth nothing from now on. The caller must have been checked. */
  async create(botId: string): Promise<CreatedChatSecretView> {
    const secret = randomSecret();
    const id = newId('chatSecret');
    const createdAt = new Date();
    const secretSealed = await this.encryption.seal(secret, placeOf(id));
    await this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT id FROM bots WHERE id = $1 FOR UPDATE', [botId]);
      await manager.insert(ChatSecret, { id, botId, secretSealed, createdAt });
      const outdated = await manager.find(ChatSecret, { where: { botId }, order: { id: 'DESC' }, skip: maxValid });
      if (outdated.length > 0) await manager.delete(ChatSecret, { id: In(outdated.map((row) => row.id)) });
    });
    await this.opened.invalidate(botId);
    return { id, createdAt: createdAt.toISOString(), secret };
  }

  /** The valid ones, newest first. */
  async list(botId: string): Promise<readonly ChatSecretView[]> {
    const rows = await this.rowsOf(botId);
    return rows.map(({ id, createdAt }) => ({ id, createdAt: createdAt.toISOString() }));
  }

  /** The keys that a token may be signed with; without I/O when they were read lately. */
  async keysOf(botId: string): Promise<readonly Uint8Array[]> {
    const keys = await this.opened.get(botId, async () => {
      const rows = await this.rowsOf(botId);
      const secrets = rows.map(({ id, secretSealed }) => this.encryption.open(secretSealed, placeOf(id)));
      return (await Promise.all(secrets)).map((secret) => new TextEncoder().encode(secret));
    });
    return keys ?? [];
  }

  private rowsOf(botId: string): Promise<readonly ChatSecret[]> {
    return this.dataSource.manager.find(ChatSecret, { where: { botId }, order: { id: 'DESC' }, take: maxValid });
  }
}

function placeOf(id: string) {
  return { table: 'chat_secrets', column: 'secret_sealed', id } as const;
}
