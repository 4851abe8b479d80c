import { Module } from '@nestjs/common';
import { ConnectorRegistryModule } from '#connectors/modules';
import { ConnectorsController } from './connectors.controller.js';
import { ConnectorsService } from './connectors.service.js';

/** The catalogue of systems. */
@Module({
  imports: [ConnectorRegistryModule],
  controllers: [ConnectorsController],
  providers: [ConnectorsService],
  exports: [ConnectorsService],
})
export class ConnectorsModule {}
