import { Module } from '@nestjs/common';
import { AuthorizationRequestsService } from './authorization-requests.service.js';

/** How authorizations come about: links, pages, the provider's answer, and the proof of who finished. */
@Module({
  providers: [AuthorizationRequestsService],
  exports: [AuthorizationRequestsService],
})
export class AuthorizationRequestsModule {}
