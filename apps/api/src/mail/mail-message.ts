import { ProblemError } from '../http/problem.js';

/** What is sent, to one person. */
export interface MailMessage {
  readonly to: string;
  /** One line, without secrets: mail programs and servers show it to everybody. */
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** A page where whoever gets it can say that they want no more of the kind (`List-Unsubscribe`). */
  readonly unsubscribeUrl?: string;
}

const longestSubject = 200;
const longestAddress = 254;
/** One plain address: no list, no group, no display name, nothing that ends a header. */
const plainAddress = /^[^\s<>@,;:"()[\]\\\p{C}]+@[^\s<>@,;:"()[\]\\\p{C}]+$/u;

/**
 * A message as it may be handed to a mail server: nothing in it can add a recipient or a header.
 * @throws {ProblemError} `request-invalid` for what is no address
 */
export function toSafeMessage(message: MailMessage): MailMessage {
  if (message.to.length > longestAddress || !plainAddress.test(message.to)) {
    throw new ProblemError('request-invalid', 'The recipient is not one e-mail address; correct it and send again.');
  }
  const subject = message.subject
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, longestSubject);
  return { ...message, subject };
}
