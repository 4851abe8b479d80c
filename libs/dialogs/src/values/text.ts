/** Characters that are invisible and do harm in a chat or a database: controls, overrides of the writing direction, halves of a surrogate pair. */
const harmful = /[\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

/** Text without invisible characters that do harm; line breaks and tabs stay. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(harmful, '');
}

/** At most `limit` UTF-16 units of a text, with an ellipsis where something was cut off. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${cleanText(text.slice(0, limit - 1))}…`;
}

/** Text as it is compared: one case, no accents, no punctuation, single spaces. */
export function normalize(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
