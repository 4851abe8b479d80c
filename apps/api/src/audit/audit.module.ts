import { Global, Module } from '@nestjs/common';
import { AuditEntriesController } from './audit-entries.controller.js';
import { AuditEntriesService } from './audit-entries.service.js';
import { AuditSettingsService } from './audit-settings.service.js';
import { AuditService } from './audit.service.js';
import { AuditChainService } from './chain/audit-chain.service.js';
import { AuditRetentionService } from './chain/audit-retention.service.js';
import { AuditSealerService } from './chain/audit-sealer.service.js';
import { AuditVerificationService } from './chain/audit-verification.service.js';
import { PeopleService } from './people.service.js';
import { RequestRecorderService } from './requests/request-recorder.service.js';

/** Who did what to what: written, chained, read and checked. */
@Global()
@Module({
  controllers: [AuditEntriesController],
  providers: [
    ...[AuditService, PeopleService, RequestRecorderService, AuditEntriesService, AuditSettingsService],
    ...[AuditChainService, AuditSealerService, AuditVerificationService, AuditRetentionService],
  ],
  exports: [AuditService, RequestRecorderService, AuditRetentionService, AuditSealerService],
})
export class AuditModule {}
