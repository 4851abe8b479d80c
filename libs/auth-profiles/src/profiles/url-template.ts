/** Values for the `{parameters}` of a URL, and the pattern that each must match as a whole. */
export interface UrlParameters {
  readonly values: Readonly<Record<string, string>>;
  readonly patterns?: Readonly<Record<string, string>>;
}

/** Fills a URL template such as `https://{instance}.example.com/token`; throws `UrlParameterInvalidError`. */
export function fillUrl(_template: string, _parameters: UrlParameters): string {
  throw new Error('not built yet');
}
