import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { root } from '../scripts/install.mjs';

/** Loaded before the server (`--import`): nothing is put into the audit trail, so that what it costs shows. */
const { AuditService } = await import(pathToFileURL(join(root, 'dist/apps/api/src/audit/audit.service.js')).href);
AuditService.prototype.record = () => undefined;
AuditService.prototype.recordNow = () => Promise.resolve();
