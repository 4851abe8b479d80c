import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Callers } from '../http/caller.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysService } from './api-keys.service.js';
import { CallersService } from './callers.service.js';
import { LiveKeysService } from './live-keys.service.js';

/** Keys for programs, and the answer to who makes a request. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([ApiKey]), SessionsModule],
  controllers: [ApiKeysController],
  providers: [ApiKeysService, LiveKeysService, CallersService, { provide: Callers, useExisting: CallersService }],
  exports: [Callers, CallersService, ApiKeysService],
})
export class ApiKeysModule {}
