import { Module } from '@nestjs/common';
import { StreamsService } from './streams.service.js';

/** Streams of server-sent events. */
@Module({ providers: [StreamsService], exports: [StreamsService] })
export class StreamsModule {}
