import { Module } from '@nestjs/common';
import { AuditEventsService } from './audit-events.service.js';

/** What happens, in the audit trail. */
@Module({ providers: [AuditEventsService] })
export class AuditEventsModule {}
