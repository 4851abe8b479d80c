import { Body, Controller, Get, Header, HttpCode, Param, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import type { Page } from '../http/pages.js';
import { AuditEntriesService } from './audit-entries.service.js';
import {
  AuditEntryView,
  AuditQuery,
  AuditSettingsDto,
  AuditSettingsView,
  AuditVerificationView,
  VerifyAuditTrailDto,
} from './audit-entry.dto.js';
import { AuditSettingsService } from './audit-settings.service.js';
import { AuditVerificationService } from './chain/audit-verification.service.js';

/** The audit trail: read, exported, checked. */
@Controller('v1')
@RouteGroup('Audit trail')
export class AuditEntriesController {
  constructor(
    private readonly entries: AuditEntriesService,
    private readonly verification: AuditVerificationService,
    private readonly settings: AuditSettingsService,
  ) {}

  @Get('audit-entries')
  @RequireAccess('audit:view')
  @Route({ id: 'listAuditEntries', summary: 'List the audit trail', answer: AuditEntryView, isPage: true })
  list(@CurrentCaller() caller: Caller, @Query() query: AuditQuery): Promise<Page<AuditEntryView>> {
    return this.entries.list(caller, query);
  }

  @Get('audit-entries/export')
  @RequireAccess('audit:view')
  @Header('content-disposition', 'attachment; filename="audit-trail.ndjson"')
  @Route({
    id: 'exportAuditEntries',
    summary: 'Export the audit trail, oldest entry first: a line of JSON each, with its seal',
    mediaType: 'application/x-ndjson',
    audit: 'awaited',
  })
  async export(@CurrentCaller() caller: Caller, @Query() query: AuditQuery): Promise<StreamableFile> {
    return new StreamableFile(await this.entries.export(caller, query), { type: 'application/x-ndjson' });
  }

  @Post('audit-entries/verification')
  @HttpCode(200)
  @RequireAccess('audit:view')
  @Route({
    id: 'verifyAuditTrail',
    summary: 'Check that the audit trail is as it was written, and as long as a noted head says',
    answer: AuditVerificationView,
  })
  verify(@Body() { sequence, hash }: VerifyAuditTrailDto): Promise<AuditVerificationView> {
    return this.verification.verify(
      sequence === undefined || hash === undefined || sequence === 0 ? undefined : { sequence, hash },
    );
  }

  @Get('audit-entries/:entryId')
  @RequireAccess('audit:view')
  @Route({ id: 'getAuditEntry', summary: 'Get an entry of the audit trail', answer: AuditEntryView })
  get(@CurrentCaller() caller: Caller, @Param('entryId') id: string): Promise<AuditEntryView> {
    return this.entries.get(caller, id);
  }

  @Get('audit-settings')
  @RequireAccess('audit:view')
  @Route({ id: 'getAuditSettings', summary: 'For how long the audit trail is kept', answer: AuditSettingsView })
  getSettings(@CurrentCaller() caller: Caller): Promise<AuditSettingsView> {
    return this.settings.get(caller);
  }

  @Put('audit-settings')
  @RequireAccess('workspace:manage')
  @Route({ id: 'changeAuditSettings', summary: 'Say for how long the audit trail is kept', answer: AuditSettingsView })
  changeSettings(@CurrentCaller() caller: Caller, @Body() body: AuditSettingsDto): Promise<AuditSettingsView> {
    return this.settings.change(caller, body);
  }
}
