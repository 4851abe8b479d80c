import { Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Environment } from '../config/environment.js';
import type { MailMessage } from './mail-message.js';

/** The mail server did not take a mail. Its own words are left out: they may quote what was sent. */
export class MailNotTakenError extends Error {
  override readonly name = 'MailNotTakenError';

  constructor(
    readonly reason: string,
    /** Whether it would be refused again. */
    readonly isPermanent: boolean,
  ) {
    super(`The mail server did not take a mail (${reason}).`);
  }
}

const connectTimeoutMs = 10_000;
const socketTimeoutMs = 30_000;
const localHosts = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/** Hands mails to the operator's mail server (SMTP): over TLS, unless it is on this machine or the operator says otherwise. */
@Injectable()
export class MailServerService {
  private readonly transport?: Transporter;
  private readonly from: string;

  constructor({ smtpUrl, smtpPassword, isPlainSmtpAllowed, mailFrom }: Environment) {
    this.from = mailFrom ?? '';
    if (smtpUrl === undefined) return;
    const { protocol, hostname, port, username, password } = new URL(smtpUrl);
    const isSecure = protocol === 'smtps:';
    const mayBePlain = !isSecure && (isPlainSmtpAllowed || localHosts.test(hostname));
    const pass = smtpPassword ?? decodeURIComponent(password);
    this.transport = createTransport({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (isSecure ? 465 : 587) : Number(port),
      secure: isSecure,
      requireTLS: !mayBePlain,
      ...(mayBePlain && { tls: { rejectUnauthorized: false } }),
      ...(username !== '' && { auth: { user: decodeURIComponent(username), pass } }),
      ...{ connectionTimeout: connectTimeoutMs, greetingTimeout: connectTimeoutMs, socketTimeout: socketTimeoutMs },
      ...{ disableFileAccess: true, disableUrlAccess: true },
    });
  }

  /** Whether there is a mail server. */
  get isConfigured(): boolean {
    return this.transport !== undefined;
  }

  /**
   * Hands one mail over; the id makes a second copy of it known as such.
   * @throws {MailNotTakenError}
   */
  async hand(id: string, { to, subject, text, html, unsubscribeUrl }: MailMessage): Promise<void> {
    const domain = /@([\w.-]+)/.exec(this.from)?.[1] ?? 'localhost';
    const mail = {
      ...{ from: this.from, to: { name: '', address: to }, subject, text, html },
      ...(unsubscribeUrl !== undefined && { list: { unsubscribe: unsubscribeUrl } }),
      messageId: `<${id}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    };
    await this.transport?.sendMail(mail).catch((error: unknown) => {
      throw refusalOf(error as RefusedMail);
    });
  }
}

interface RefusedMail {
  readonly code?: string;
  /** What SMTP answered. */
  readonly responseCode?: number;
}

function refusalOf({ code = 'unknown', responseCode }: RefusedMail): MailNotTakenError {
  const isPermanent = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  return new MailNotTakenError(responseCode === undefined ? code : `${code} ${responseCode}`, isPermanent);
}
