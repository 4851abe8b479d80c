import { Global, Module } from '@nestjs/common';
import { BotsModule } from '../bots/bots.module.js';
import { StreamsModule } from '../streams/streams.module.js';
import { ActivityController } from './activity.controller.js';
import { ActivityService } from './activity.service.js';

/** What happens at bots, while it happens. */
@Global()
@Module({
  imports: [BotsModule, StreamsModule],
  controllers: [ActivityController],
  providers: [ActivityService],
  exports: [ActivityService],
})
export class ActivityModule {}
