import { Module } from '@nestjs/common';
import { ConnectorsService } from './connectors.service.js';

/** The catalogue of systems. */
@Module({ providers: [ConnectorsService], exports: [ConnectorsService] })
export class ConnectorsModule {}
