import { Injectable, Logger } from '@nestjs/common';
import { DataSource, LessThan, type EntityManager } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { EncryptionService, type SealedColumn } from '../encryption/encryption.service.js';
import { ProblemError } from '../http/problem.js';
import { JobsService } from '../jobs/jobs.service.js';
import { MailNotTakenError, MailServerService } from './mail-server.service.js';
import { toSafeMessage, type MailMessage } from './mail-message.js';
import { Mail } from './mail.entity.js';

const jobName = 'mails';
/** Retries after 30 seconds, a minute, two … : about four hours in all. */
const retries = { retryLimit: 9, retryDelaySeconds: 30 } as const;
const keptForMs = 24 * 3_600_000;

/** Sends mails: each is kept until the mail server has taken it, and is tried again while that is away. */
@Injectable()
export class MailService {
  private readonly logger = new Logger('mail');

  constructor(
    private readonly dataSource: DataSource,
    private readonly encryption: EncryptionService,
    private readonly server: MailServerService,
    private readonly jobs: JobsService,
  ) {
    jobs.define<{ readonly mailId: string }>({ name: jobName, ...retries, handle: ({ mailId }) => this.hand(mailId) });
    jobs.define({ name: 'mails-clean-up', cron: '23 4 * * *', handle: () => this.cleanUp() });
  }

  /** Whether there is a mail server; without one nothing can be sent. */
  get isConfigured(): boolean {
    return this.server.isConfigured;
  }

  /**
   * Queues a mail; with a manager it is sent if and only if that transaction commits.
   * @throws {ProblemError} `mail-not-configured`; `request-invalid` for what is no address
   */
  async send(message: MailMessage, manager: EntityManager = this.dataSource.manager): Promise<void> {
    if (!this.isConfigured) {
      throw new ProblemError('mail-not-configured', 'No mail server is set up: the operator sets ATTACHE_SMTP_URL.');
    }
    const id = newId('mail');
    const contentSealed = await this.encryption.seal(JSON.stringify(toSafeMessage(message)), place(id));
    await manager.insert(Mail, { id, contentSealed });
    await this.jobs.send(jobName, { mailId: id }, { manager });
  }

  /** Never tells the log to whom, or what. */
  private async hand(id: string): Promise<void> {
    const mail = await this.dataSource.manager.findOneBy(Mail, { id });
    if (mail === null) return;
    try {
      await this.server.hand(id, JSON.parse(await this.encryption.open(mail.contentSealed, place(id))) as MailMessage);
    } catch (error) {
      if (!(error instanceof MailNotTakenError && error.isPermanent)) throw error;
      this.logger.warn({ mailId: id, reason: error.reason }, 'the mail server refuses a mail for good; it is dropped');
    }
    await this.dataSource.manager.delete(Mail, { id });
  }

  private async cleanUp(): Promise<void> {
    await this.dataSource.manager.delete(Mail, { createdAt: LessThan(new Date(Date.now() - keptForMs)) });
  }
}

function place(id: string): SealedColumn {
  return { table: 'mails', column: 'content_sealed', id };
}
