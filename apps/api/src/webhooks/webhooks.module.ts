import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DeliveriesService } from './deliveries/deliveries.service.js';
import { WebhookDelivery } from './deliveries/delivery.entity.js';
import { LanesService } from './deliveries/lanes.service.js';
import { OutboxService } from './deliveries/outbox.service.js';
import { Courier, PumpService } from './deliveries/pump.service.js';
import { WebhookSenderService } from './deliveries/webhook-sender.service.js';
import { KnownWebhooksService } from './known-webhooks.service.js';
import { Webhook } from './webhook.entity.js';
import { WebhookHealthService } from './webhook-health.service.js';
import { WebhookSecretsService } from './webhook-secrets.service.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksService } from './webhooks.service.js';

/** Who is told of what has happened. */
@Module({
  imports: [TypeOrmModule.forFeature([Webhook, WebhookDelivery])],
  controllers: [WebhooksController, DeliveriesController],
  providers: [
    ...[WebhooksService, WebhookSecretsService, KnownWebhooksService, WebhookHealthService],
    ...[WebhookSenderService, Courier, LanesService, PumpService, OutboxService, DeliveriesService],
  ],
})
export class WebhooksModule {}
