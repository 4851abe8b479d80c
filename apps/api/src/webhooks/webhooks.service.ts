import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { EncryptionService } from '../encryption/encryption.service.js';
import type { Caller } from '../http/caller.js';
import { toPage, type Page, type PageQuery } from '../http/pages.js';
import { NotFoundError, ProblemError, RequestInvalidError } from '../http/problem.js';
import type { CreateWebhookDto } from './webhook.dto.js';
import { Webhook } from './webhook.entity.js';
import { secretPlace, WebhookSenderService } from './webhook-sender.service.js';

/** Webhooks of a workspace. They are told of every bot, and so are not for API keys of certain bots. */
@Injectable()
export class WebhooksService {
  constructor(
    @InjectRepository(Webhook) private readonly webhooks: Repository<Webhook>,
    private readonly sender: WebhookSenderService,
    private readonly encryption: EncryptionService,
  ) {}

  /**
   * Makes a webhook; its secret is in this answer and nowhere else.
   * @throws {RequestInvalidError} for an address that may not be called
   */
  async create(caller: Caller, dto: CreateWebhookDto): Promise<{ readonly webhook: Webhook; readonly secret: string }> {
    requireWholeWorkspace(caller);
    this.requireSendable(dto);
    const id = newId('webhook');
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const webhook: Webhook = {
      id,
      workspaceId: caller.workspaceId,
      url: dto.url,
      eventTypes: dto.eventTypes == null ? null : [...new Set(dto.eventTypes)],
      description: dto.description ?? '',
      secretSealed: await this.encryption.seal(secret, secretPlace(id)),
      createdAt: new Date(),
    };
    await this.webhooks.insert(webhook);
    return { webhook, secret };
  }

  /** Newest first. */
  async list(caller: Caller, query: PageQuery): Promise<Page<Webhook>> {
    requireWholeWorkspace(caller);
    const rows = await this.webhooks.find({
      where: { workspaceId: caller.workspaceId, ...(query.cursor !== undefined && { id: LessThan(query.cursor) }) },
      order: { id: 'DESC' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, (row) => row);
  }

  /** @throws {NotFoundError} */
  async get(caller: Caller, id: string): Promise<Webhook> {
    requireWholeWorkspace(caller);
    const webhook = await this.webhooks.findOneBy({ id, workspaceId: caller.workspaceId });
    if (webhook === null) throw new NotFoundError('webhook', id);
    return webhook;
  }

  /** Deletes a webhook with its deliveries; what is on its way is not sent again. */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.get(caller, id);
    await this.webhooks.delete({ id });
  }

  private requireSendable({ url, eventTypes }: CreateWebhookDto): void {
    const refusal = this.sender.refusal(url);
    const violations = [
      ...(refusal === undefined ? [] : [{ pointer: '/url', detail: refusal }]),
      ...(eventTypes?.length === 0 ? [{ pointer: '/eventTypes', detail: 'Name at least one, or leave it out.' }] : []),
    ];
    if (violations.length > 0) throw new RequestInvalidError(violations);
  }
}

function requireWholeWorkspace(caller: Caller): void {
  if (caller.botIds === undefined) return;
  throw new ProblemError('permission-missing', 'This API key serves certain bots only; webhooks are told of all.');
}
