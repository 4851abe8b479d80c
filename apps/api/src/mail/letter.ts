import type { MailMessage } from './mail-message.js';

/** What a mail says, whichever way it is shown. */
export interface Letter {
  /** Plain text; each stands for itself. */
  readonly paragraphs: readonly string[];
  /** What there is to do, as a button or as an address of its own line. */
  readonly action?: { readonly label: string; readonly url: string };
  /** Why somebody gets this, and how to get no more of it. */
  readonly footer?: string;
}

/** A letter as plain text and as simple HTML, for `MailService.send`. */
export function writeLetter({ paragraphs, action, footer }: Letter): Pick<MailMessage, 'text' | 'html'> {
  const text = [
    ...paragraphs,
    ...(action === undefined ? [] : [`${action.label}:\n${action.url}`]),
    ...(footer === undefined ? [] : [`-- \n${footer}`]),
  ].join('\n\n');
  const html = [
    '<!doctype html><html lang="en"><body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em">',
    ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`),
    ...(action === undefined ? [] : [`<p><a href="${escapeHtml(action.url)}">${escapeHtml(action.label)}</a></p>`]),
    ...(footer === undefined ? [] : [`<hr><p style="font-size:13px">${escapeHtml(footer)}</p>`]),
    '</body></html>',
  ].join('\n');
  return { text: `${text}\n`, html };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
