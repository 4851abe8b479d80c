import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { PageQuery, type Page } from '../http/pages.js';
import { EventGroupView, eventGroupViews } from './event-type.dto.js';
import { CreatedWebhookView, CreateWebhookDto, toWebhookView, UpdateWebhookDto, WebhookView } from './webhook.dto.js';
import type { Webhook } from './webhook.entity.js';
import { WebhookHealthService } from './webhook-health.service.js';
import { WebhooksService } from './webhooks.service.js';

/** Who is told of what has happened. */
@Controller('v1/webhooks')
@RequireAccess('webhooks:manage')
@RouteGroup('Webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly health: WebhookHealthService,
  ) {}

  @Post()
  @Route({
    id: 'createWebhook',
    summary: 'Make a webhook; its secret is shown this once',
    description:
      'Messages are signed as Standard Webhooks says, sent in order for each resource, and again for a day until they are taken.',
    status: 201,
    answer: CreatedWebhookView,
  })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateWebhookDto): Promise<CreatedWebhookView> {
    const { webhook, secret } = await this.webhooks.create(caller, body);
    return { ...toWebhookView(webhook), secret };
  }

  @Get()
  @Route({ id: 'listWebhooks', summary: 'List webhooks', answer: WebhookView, isPage: true })
  async list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<WebhookView>> {
    const { items, nextCursor } = await this.webhooks.list(caller, query);
    const backlogs = await this.health.backlogs(items.map(({ id }) => id));
    return { items: items.map((webhook) => toWebhookView(webhook, backlogs.get(webhook.id))), nextCursor };
  }

  @Get('event-types')
  @Route({
    id: 'listWebhookEventTypes',
    summary: 'List everything that webhooks can be told of',
    answer: EventGroupView,
    isList: true,
  })
  listEventTypes(): readonly EventGroupView[] {
    return eventGroupViews;
  }

  @Get(':webhookId')
  @Route({ id: 'getWebhook', summary: 'Get a webhook', answer: WebhookView })
  async get(@CurrentCaller() caller: Caller, @Param('webhookId') webhookId: string): Promise<WebhookView> {
    return this.view(await this.webhooks.get(caller, webhookId));
  }

  @Patch(':webhookId')
  @Route({
    id: 'updateWebhook',
    summary: 'Change a webhook, disable it, or enable it again',
    answer: WebhookView,
    problems: ['version-conflict'],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') webhookId: string,
    @Body() body: UpdateWebhookDto,
  ): Promise<WebhookView> {
    return this.view(await this.webhooks.update(caller, webhookId, body));
  }

  @Delete(':webhookId')
  @HttpCode(204)
  @Route({ id: 'deleteWebhook', summary: 'Delete a webhook and its deliveries', status: 204 })
  async remove(@CurrentCaller() caller: Caller, @Param('webhookId') webhookId: string): Promise<void> {
    await this.webhooks.remove(caller, webhookId);
  }

  @Post(':webhookId/secret')
  @Route({
    id: 'rotateWebhookSecret',
    summary: 'Change the secret of a webhook; the new one is shown this once',
    description: 'For 24 hours messages carry a signature of each: the new secret first, then the one before.',
    status: 201,
    answer: CreatedWebhookView,
    problems: ['version-conflict'],
  })
  async rotate(@CurrentCaller() caller: Caller, @Param('webhookId') webhookId: string): Promise<CreatedWebhookView> {
    const secret = await this.webhooks.rotateSecret(caller, webhookId);
    return { ...(await this.view(await this.webhooks.get(caller, webhookId))), secret };
  }

  @Delete(':webhookId/secret/previous')
  @HttpCode(204)
  @Route({ id: 'forgetPreviousWebhookSecret', summary: 'Stop signing with the secret before', status: 204 })
  async forgetPrevious(@CurrentCaller() caller: Caller, @Param('webhookId') webhookId: string): Promise<void> {
    await this.webhooks.forgetPreviousSecret(caller, webhookId);
  }

  private async view(webhook: Webhook): Promise<WebhookView> {
    const backlogs = await this.health.backlogs([webhook.id]);
    return toWebhookView(webhook, backlogs.get(webhook.id));
  }
}
