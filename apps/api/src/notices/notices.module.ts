import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthProfilesModule } from '../auth-profiles/auth-profiles.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { MembersModule } from '../members/members.module.js';
import { StreamsModule } from '../streams/streams.module.js';
import { InboxService } from './inbox/inbox.service.js';
import { NoticesController } from './inbox/notices.controller.js';
import { NoticeMailsService } from './mails/notice-mails.service.js';
import { Notice, NoticeCopy, NoticeEvent, NoticePreference } from './notice.entity.js';
import { ExpiringAuthorizationsService } from './occasions/expiring-authorizations.service.js';
import { FailedActionsService } from './occasions/failed-actions.service.js';
import { LostAuthorizationsService } from './occasions/lost-authorizations.service.js';
import { ProfilesService } from './occasions/profiles.service.js';
import { SignInsService } from './occasions/sign-ins.service.js';
import { FailingWebhooksService } from './occasions/webhooks.service.js';
import { NoticePreferencesController } from './preferences/notice-preferences.controller.js';
import { PreferencesService } from './preferences/preferences.service.js';
import { NoticeNewsService } from './telling/notice-news.service.js';
import { NoticesService, NoticeWays } from './telling/notices.service.js';
import { RecipientsService } from './telling/recipients.service.js';
import { SettlingService } from './telling/settling.service.js';

const occasions = [
  ...[LostAuthorizationsService, ExpiringAuthorizationsService, FailedActionsService],
  ...[SignInsService, ProfilesService, FailingWebhooksService],
];

/** What members are told of: in the console, by e-mail and by webhook. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Notice, NoticeCopy, NoticeEvent, NoticePreference]),
    ...[AuthProfilesModule, ConnectorsModule, MembersModule, StreamsModule],
  ],
  controllers: [NoticesController, NoticePreferencesController],
  providers: [
    ...[InboxService, PreferencesService, NoticeMailsService],
    ...[NoticeNewsService, RecipientsService, NoticesService, NoticeWays, SettlingService],
    ...occasions,
  ],
})
export class NoticesModule {}
