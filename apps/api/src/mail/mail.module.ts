import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailServerService } from './mail-server.service.js';
import { Mail } from './mail.entity.js';
import { MailService } from './mail.service.js';

/** Mail, by the operator's own mail server. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Mail])],
  providers: [MailServerService, MailService],
  exports: [MailService],
})
export class MailModule {}
