import { writeLetter } from '../../mail/letter.js';
import type { MailMessage } from '../../mail/mail-message.js';
import { noticeKinds, type NoticeKind } from '../notice-kinds.js';

/** A notice as it is mailed. */
export interface MailedNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly body: string;
  readonly link: string;
}

const mostListed = 20;
/** Where a member says how to be told. */
export const preferencesPath = '/inbox?tab=preferences';

/** One mail for one notice, or for many at once. */
export function writeNoticeMail(to: string, notices: readonly MailedNotice[], publicUrl: string): MailMessage {
  const [first] = notices;
  const isOne = notices.length === 1 && first !== undefined;
  const unsubscribeUrl = `${publicUrl}${preferencesPath}`;
  const letter = writeLetter({
    paragraphs: isOne ? [first.body] : [`${notices.length} things need a look:`, ...listOf(notices)],
    action: isOne
      ? { label: labelOf(first.kind), url: `${publicUrl}${first.link}` }
      : { label: 'Open your inbox', url: `${publicUrl}/inbox` },
    footer: `You get this because you are a member at ${publicUrl}. Choose what you are told of: ${unsubscribeUrl}`,
  });
  return {
    to,
    subject: isOne ? first.title : `${notices.length} notices: ${summaryOf(notices)}`,
    ...letter,
    unsubscribeUrl,
  };
}

function listOf(notices: readonly MailedNotice[]): readonly string[] {
  const shown = notices.slice(0, mostListed).map(({ title, body }) => `${title}\n${body}`);
  return notices.length > mostListed ? [...shown, `and ${notices.length - mostListed} more.`] : shown;
}

function summaryOf(notices: readonly MailedNotice[]): string {
  return [...new Set(notices.map(({ kind }) => noticeKinds[kind].title.toLowerCase()))].slice(0, 3).join(', ');
}

function labelOf(kind: NoticeKind): string {
  if (kind === 'authorization-lost' || kind === 'authorization-expiring') return 'Reconnect';
  return kind === 'new-sign-in' ? 'Look at your sessions' : 'Have a look';
}
