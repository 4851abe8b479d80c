const names = new Intl.DisplayNames('en', { type: 'language' });
const tag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** Languages that are offered before anything is typed. */
export const offeredLanguages: readonly string[] = [
  ...['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv'],
  ...['tr', 'ar', 'he', 'hi', 'ja', 'ko', 'zh', 'uk', 'cs'],
];

/** Whether something is a BCP 47 tag. */
export function isLanguageTag(text: string): boolean {
  return tag.test(text) && text.length <= 35;
}

/** How people call a language. */
export function languageName(locale: string): string {
  try {
    return names.of(locale) ?? locale;
  } catch {
    return locale;
  }
}
