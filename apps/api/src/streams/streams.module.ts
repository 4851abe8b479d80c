import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module.js';
import { StreamsService } from './streams.service.js';

/** Streams of server-sent events. */
@Module({ imports: [HttpModule], providers: [StreamsService], exports: [StreamsService] })
export class StreamsModule {}
