/** The region of a BCP 47 tag, such as `DE` of `de-DE`; `undefined` where it names none or makes no sense. */
export function regionOf(locale: string): string | undefined {
  try {
    return new Intl.Locale(locale).region;
  } catch {
    return undefined;
  }
}
