import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryAttemptsService } from './delivery-attempts.service.js';
import { Webhook, WebhookDelivery } from './webhook.entity.js';
import { WebhookSenderService } from './webhook-sender.service.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksService } from './webhooks.service.js';

/** Who is told of what has happened. */
@Module({
  imports: [TypeOrmModule.forFeature([Webhook, WebhookDelivery])],
  controllers: [WebhooksController],
  providers: [WebhooksService, WebhookSenderService, DeliveriesService, DeliveryAttemptsService],
})
export class WebhooksModule {}
