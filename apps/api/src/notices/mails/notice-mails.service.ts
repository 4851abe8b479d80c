import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Environment } from '../../config/environment.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { MailService } from '../../mail/mail.service.js';
import { writeNoticeMail, type MailedNotice } from './notice-mail.js';

const jobName = 'notice-mails';
/** A mail is sent when nothing more has come for so long, or when the first has waited for as long as that. */
const quietSeconds = 10;
const mostSeconds = 120;

/** Mails notices: those that come together in one mail. */
@Injectable()
export class NoticeMailsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly mail: MailService,
    private readonly jobs: JobsService,
    private readonly environment: Environment,
  ) {
    jobs.define<{ readonly memberId: string }>({ name: jobName, handle: ({ memberId }) => this.send(memberId) });
  }

  /** Queues what a member has just been told of, in the transaction that tells it. */
  async schedule(manager: EntityManager, memberId: string): Promise<void> {
    await this.jobs.send(jobName, { memberId }, { manager, startAfterSeconds: quietSeconds });
  }

  /** Each notice has a job: the one of the last finds that nothing more has come, the others leave it to that. */
  private async send(memberId: string): Promise<void> {
    if (!this.mail.isConfigured) return;
    await this.dataSource.transaction(async (manager) => {
      const notices = await take(manager, memberId);
      const [member] = await manager.query<{ readonly email: string }[]>(
        'SELECT email FROM members WHERE id = $1 AND deactivated_at IS NULL',
        [memberId],
      );
      if (notices.length === 0 || member === undefined) return;
      await this.mail.send(writeNoticeMail(member.email, notices, this.environment.publicUrl), manager);
    });
  }
}

/** What is still so, oldest first; what is well again meanwhile needs no mail. */
async function take(manager: EntityManager, memberId: string): Promise<readonly MailedNotice[]> {
  const [rows] = await manager.query<[(MailedNotice & { readonly isResolved: boolean })[], number]>(
    `UPDATE notice_copies c SET mailed_at = now() FROM notices n
     WHERE n.id = c.notice_id AND c.member_id = $1 AND c.is_by_email AND c.mailed_at IS NULL AND EXISTS (
       SELECT FROM notice_copies o WHERE o.member_id = $1 AND o.is_by_email AND o.mailed_at IS NULL
       HAVING max(o.created_at) <= now() - $2::integer * interval '1 second'
         OR min(o.created_at) <= now() - $3::integer * interval '1 second')
     RETURNING n.id, n.kind, n.title, n.body, c.link, n.resolved_at IS NOT NULL AS "isResolved"`,
    [memberId, quietSeconds - 1, mostSeconds],
  );
  return rows.filter(({ isResolved }) => !isResolved).sort((a, b) => (a.id < b.id ? -1 : 1));
}
