import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { PageQuery, type Page } from '../http/pages.js';
import { DeliveriesService } from './deliveries.service.js';
import {
  CreatedWebhookView,
  CreateWebhookDto,
  DeliveryView,
  toDeliveryView,
  toWebhookView,
  WebhookView,
} from './webhook.dto.js';
import { WebhooksService } from './webhooks.service.js';

/** Who is told of what has happened. */
@Controller('v1/webhooks')
@RequireAccess('webhooks:manage')
@RouteGroup('Webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly deliveries: DeliveriesService,
  ) {}

  @Post()
  @Route({
    id: 'createWebhook',
    summary: 'Make a webhook; its secret is shown this once',
    description: 'Messages are signed as Standard Webhooks says, and sent again for 18 hours until they are taken.',
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
    const page = await this.webhooks.list(caller, query);
    return { ...page, items: page.items.map(toWebhookView) };
  }

  @Delete(':webhookId')
  @HttpCode(204)
  @Route({ id: 'deleteWebhook', summary: 'Delete a webhook and its deliveries', status: 204 })
  async remove(@CurrentCaller() caller: Caller, @Param('webhookId') webhookId: string): Promise<void> {
    await this.webhooks.remove(caller, webhookId);
  }

  @Post(':webhookId/test')
  @HttpCode(200)
  @Route({ id: 'testWebhook', summary: 'Send a message that tells of nothing', answer: DeliveryView })
  async test(@CurrentCaller() caller: Caller, @Param('webhookId') webhookId: string): Promise<DeliveryView> {
    return toDeliveryView(await this.deliveries.test(await this.webhooks.get(caller, webhookId)));
  }

  @Get(':webhookId/deliveries')
  @Route({ id: 'listWebhookDeliveries', summary: 'List what was sent', answer: DeliveryView, isPage: true })
  async listDeliveries(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') webhookId: string,
    @Query() query: PageQuery,
  ): Promise<Page<DeliveryView>> {
    const page = await this.deliveries.list(await this.webhooks.get(caller, webhookId), query);
    return { ...page, items: page.items.map(toDeliveryView) };
  }

  @Post(':webhookId/deliveries/:deliveryId/replay')
  @HttpCode(202)
  @Route({ id: 'replayWebhookDelivery', summary: 'Send a message again', status: 202, answer: DeliveryView })
  async replay(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') webhookId: string,
    @Param('deliveryId') deliveryId: string,
  ): Promise<DeliveryView> {
    return toDeliveryView(await this.deliveries.replay(await this.webhooks.get(caller, webhookId), deliveryId));
  }
}
