import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import type { Page } from '../../http/pages.js';
import { WebhooksService } from '../webhooks.service.js';
import { DeliveriesService } from './deliveries.service.js';
import {
  DeliveriesQuery,
  DeliveryDetailView,
  DeliveryView,
  ReplayDeadDto,
  ReplayedView,
  TestDeliveryView,
  toDeliveryDetailView,
  toDeliveryView,
  toTestDeliveryView,
} from './delivery.dto.js';

/** What was sent to a webhook, and what is sent again. */
@Controller('v1/webhooks/:webhookId')
@RequireAccess('webhooks:manage')
@RouteGroup('Webhooks')
export class DeliveriesController {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly deliveries: DeliveriesService,
  ) {}

  @Post('test')
  @HttpCode(200)
  @Route({ id: 'testWebhook', summary: 'Send a message that tells of nothing, once', answer: TestDeliveryView })
  async test(@CurrentCaller() caller: Caller, @Param('webhookId') webhookId: string): Promise<TestDeliveryView> {
    return toTestDeliveryView(await this.deliveries.test(await this.webhooks.get(caller, webhookId)));
  }

  @Get('deliveries')
  @Route({ id: 'listWebhookDeliveries', summary: 'List what was sent', answer: DeliveryView, isPage: true })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') webhookId: string,
    @Query() query: DeliveriesQuery,
  ): Promise<Page<DeliveryView>> {
    const page = await this.deliveries.list(await this.webhooks.get(caller, webhookId), query);
    return { ...page, items: page.items.map(toDeliveryView) };
  }

  @Post('deliveries/replay')
  @HttpCode(202)
  @Route({
    id: 'replayDeadWebhookDeliveries',
    summary: 'Send every dead delivery again, in order for each resource',
    status: 202,
    answer: ReplayedView,
  })
  async replayDead(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') webhookId: string,
    @Body() { since }: ReplayDeadDto,
  ): Promise<ReplayedView> {
    const webhook = await this.webhooks.get(caller, webhookId);
    return { count: await this.deliveries.replayDead(webhook, new Date(since ?? 0)) };
  }

  @Get('deliveries/:deliveryId')
  @Route({ id: 'getWebhookDelivery', summary: 'Get what was sent and each attempt', answer: DeliveryDetailView })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') webhookId: string,
    @Param('deliveryId') deliveryId: string,
  ): Promise<DeliveryDetailView> {
    return toDeliveryDetailView(await this.deliveries.get(await this.webhooks.get(caller, webhookId), deliveryId));
  }

  @Post('deliveries/:deliveryId/replay')
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
