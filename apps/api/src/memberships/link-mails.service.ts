import { Injectable } from '@nestjs/common';
import { writeLetter, type Letter } from '../mail/letter.js';
import { MailService } from '../mail/mail.service.js';

/** Mails links to whom they are for. */
@Injectable()
export class LinkMailsService {
  constructor(private readonly mail: MailService) {}

  /** Queues a letter; false where there is no mail server, and the link has to be handed over in another way. */
  async send(to: string, { subject, ...letter }: Letter & { readonly subject: string }): Promise<boolean> {
    if (!this.mail.isConfigured) return false;
    await this.mail.send({ to, subject, ...writeLetter(letter) });
    return true;
  }
}
