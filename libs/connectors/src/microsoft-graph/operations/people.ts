import { Type } from 'typebox';

const address = '[^\\s,;<>"@]{1,64}@[^\\s,;<>"@]{1,255}';

/** Several e-mail addresses in one text. */
export function addresses(title: string, description: string) {
  return Type.String({
    title,
    description,
    maxLength: 10_000,
    pattern: `^\\s*${address}(?:\\s*[,;]\\s*${address}){0,99}\\s*$`,
  });
}

/** Each address by itself, as Graph has people; undefined where there are none. */
export function toRecipients(text: string | undefined) {
  return text
    ?.split(/[,;]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => ({ emailAddress: { address: one } }));
}
