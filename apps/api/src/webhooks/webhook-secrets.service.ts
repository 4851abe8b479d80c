import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { EncryptionService, type SealedColumn } from '../encryption/encryption.service.js';
import { ProblemError } from '../http/problem.js';
import { Webhook } from './webhook.entity.js';

const overlapMs = 24 * 3_600_000;

/** Secrets of webhooks: made, changed with an overlap, and opened to sign. */
@Injectable()
export class WebhookSecretsService {
  constructor(
    @InjectRepository(Webhook) private readonly webhooks: Repository<Webhook>,
    private readonly encryption: EncryptionService,
  ) {}

  /** A new secret as Standard Webhooks writes it, and as it is kept. */
  async make(webhookId: string): Promise<{ readonly secret: string; readonly sealed: string }> {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    return { secret, sealed: await this.encryption.seal(secret, place('secret_sealed', webhookId)) };
  }

  /** What messages are signed with: the secret in force, and for a while the one before. */
  async of(webhook: Webhook, now = new Date()): Promise<readonly string[]> {
    const { id, secretSealed, previousSecretSealed, previousSecretUntil } = webhook;
    const current = await this.encryption.open(secretSealed, place('secret_sealed', id));
    const isOver = previousSecretUntil === null || previousSecretUntil <= now;
    if (previousSecretSealed === null || isOver) return [current];
    return [current, await this.encryption.open(previousSecretSealed, place('previous_secret_sealed', id))];
  }

  /**
   * Puts a new secret in force; for a day messages are signed with the one before as well.
   * @throws {ProblemError} `version-conflict` when somebody else changed the webhook meanwhile
   */
  async rotate(webhook: Webhook): Promise<string> {
    const { id, version } = webhook;
    const [current = ''] = await this.of(webhook);
    const { secret, sealed } = await this.make(id);
    const changes = {
      secretSealed: sealed,
      previousSecretSealed: await this.encryption.seal(current, place('previous_secret_sealed', id)),
      previousSecretUntil: new Date(Date.now() + overlapMs),
      updatedAt: new Date(),
      version: version + 1,
    };
    const { affected } = await this.webhooks.update({ id, version }, changes);
    if (affected === 1) return secret;
    throw new ProblemError('version-conflict', 'The webhook was changed meanwhile; read it again, then change it.');
  }

  /** Stops signing with the secret before, whatever is left of its day. */
  async forgetPrevious({ id }: Webhook): Promise<void> {
    await this.webhooks.update({ id }, { previousSecretSealed: null, previousSecretUntil: null });
  }
}

function place(column: SealedColumn['column'], id: string): SealedColumn {
  return { table: 'webhooks', column, id };
}
