import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository, type EntityManager } from 'typeorm';
import { newId } from '../database/identifiers.js';
import type { DomainEvent } from '../events/event.entity.js';
import { EventsService } from '../events/events.service.js';
import type { Caller } from '../http/caller.js';
import { toPage, type Page, type PageQuery } from '../http/pages.js';
import { NotFoundError, ProblemError, RequestInvalidError } from '../http/problem.js';
import { WebhookSenderService } from './deliveries/webhook-sender.service.js';
import type { CreateWebhookDto, UpdateWebhookDto } from './webhook.dto.js';
import { Webhook } from './webhook.entity.js';
import { WebhookSecretsService } from './webhook-secrets.service.js';
import { KnownWebhooksService } from './known-webhooks.service.js';

const untouched = {
  ...{ previousSecretSealed: null, previousSecretUntil: null, isEnabled: true, disabledReason: null },
  ...{ failingSince: null, failureToldAt: null, lastDeliveredAt: null, version: 1 },
} as const;

/** Webhooks of a workspace. They are told of every bot: the access guard keeps API keys of certain bots away. */
@Injectable()
export class WebhooksService {
  constructor(
    @InjectRepository(Webhook) private readonly webhooks: Repository<Webhook>,
    private readonly sender: WebhookSenderService,
    private readonly secrets: WebhookSecretsService,
    private readonly known: KnownWebhooksService,
    private readonly events: EventsService,
  ) {}

  /**
   * Makes a webhook; its secret is in this answer and nowhere else.
   * @throws {RequestInvalidError} for an address that may not be called
   */
  async create(caller: Caller, dto: CreateWebhookDto): Promise<{ readonly webhook: Webhook; readonly secret: string }> {
    this.requireSendable(dto);
    const id = newId('webhook');
    const { secret, sealed } = await this.secrets.make(id);
    const webhook: Webhook = {
      ...{ id, workspaceId: caller.workspaceId, url: dto.url, description: dto.description ?? '' },
      ...{ eventTypes: dto.eventTypes == null ? null : [...new Set(dto.eventTypes)], secretSealed: sealed },
      ...{ ...untouched, createdAt: new Date(), updatedAt: new Date() },
    };
    await this.webhooks.insert(webhook);
    return { webhook, secret };
  }

  /** Newest first. */
  async list(caller: Caller, query: PageQuery): Promise<Page<Webhook>> {
    const rows = await this.webhooks.find({
      where: { workspaceId: caller.workspaceId, ...(query.cursor !== undefined && { id: LessThan(query.cursor) }) },
      order: { id: 'DESC' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, (row) => row);
  }

  /** @throws {NotFoundError} */
  async get(caller: Caller, id: string): Promise<Webhook> {
    const webhook = await this.webhooks.findOneBy({ id, workspaceId: caller.workspaceId });
    if (webhook === null) throw new NotFoundError('webhook', id);
    return webhook;
  }

  /**
   * Changes a webhook. What waits is sent to the new address; enabling it again forgives what it did not take.
   * @throws {RequestInvalidError} for an address that may not be called; {ProblemError} `version-conflict`
   */
  async update(caller: Caller, id: string, dto: UpdateWebhookDto): Promise<Webhook> {
    const webhook = await this.get(caller, id);
    this.requireSendable(dto);
    const expected = dto.version ?? webhook.version;
    const changes = {
      ...(dto.url != null && { url: dto.url }),
      ...(dto.description != null && { description: dto.description }),
      ...(dto.eventTypes !== undefined && { eventTypes: dto.eventTypes && [...new Set(dto.eventTypes)] }),
      ...(dto.isEnabled != null && dto.isEnabled !== webhook.isEnabled && standingOf(dto.isEnabled)),
      version: expected + 1,
      updatedAt: new Date(),
    };
    await this.tellOf(id, async (manager) => {
      const { affected } = await manager.update(Webhook, { id, version: expected }, changes);
      if (affected === 1) return changes.isEnabled === undefined ? undefined : this.switched(manager, webhook, changes);
      throw new ProblemError('version-conflict', 'The webhook was changed meanwhile; read it again, then change it.');
    });
    return this.get(caller, id);
  }

  /** Deletes a webhook with its deliveries; what is on its way is not sent again. */
  async remove(caller: Caller, id: string): Promise<void> {
    const { workspaceId } = await this.get(caller, id);
    await this.tellOf(id, async (manager) => {
      const { affected } = await manager.delete(Webhook, { id });
      if (affected === 0) return undefined;
      return this.events.record(manager, { workspaceId, type: 'webhook.deleted', data: { webhookId: id } });
    });
  }

  /** As `WebhookSecretsService.rotate`. @throws {NotFoundError}; {ProblemError} `version-conflict` */
  async rotateSecret(caller: Caller, id: string): Promise<string> {
    const secret = await this.secrets.rotate(await this.get(caller, id));
    await this.known.changed(id);
    return secret;
  }

  /** As `WebhookSecretsService.forgetPrevious`. @throws {NotFoundError} */
  async forgetPreviousSecret(caller: Caller, id: string): Promise<void> {
    await this.secrets.forgetPrevious(await this.get(caller, id));
    await this.known.changed(id);
  }

  private switched(manager: EntityManager, { id, workspaceId }: Webhook, { isEnabled }: Partial<Webhook>) {
    const data = { webhookId: id, ...(isEnabled === false && { reason: 'member' }) };
    const type = isEnabled === true ? 'webhook.enabled' : 'webhook.disabled';
    return this.events.record(manager, { workspaceId, type, data });
  }

  private async tellOf(
    id: string,
    change: (manager: EntityManager) => Promise<DomainEvent | undefined>,
  ): Promise<void> {
    const event = await this.webhooks.manager.transaction(change);
    await this.known.changed(id);
    if (event !== undefined) this.events.dispatch(event);
  }

  private requireSendable({ url, eventTypes }: UpdateWebhookDto): void {
    const refusal = url == null ? undefined : this.sender.refusal(url);
    const violations = [
      ...(refusal === undefined ? [] : [{ pointer: '/url', detail: refusal }]),
      ...(eventTypes?.length === 0 ? [{ pointer: '/eventTypes', detail: 'Name at least one, or leave it out.' }] : []),
    ];
    if (violations.length > 0) throw new RequestInvalidError(violations);
  }
}

function standingOf(isEnabled: boolean): Partial<Webhook> {
  return isEnabled
    ? { isEnabled, disabledReason: null, failingSince: null, failureToldAt: null }
    : { isEnabled, disabledReason: 'member' };
}
