import { UrlParameterInvalidError } from '../errors.js';

/** Values for the `{parameters}` of a URL, and the pattern that each must match as a whole. */
export interface UrlParameters {
  readonly values: Readonly<Record<string, string>>;
  /** Regular expressions; a parameter without one still takes only letters, digits, dots, hyphens and underscores. */
  readonly patterns?: Readonly<Record<string, string>>;
}

const placeholder = /\{([A-Za-z][\w-]*)\}/g;

/** The names of a template's `{parameters}`, each once. */
export function placeholdersIn(template: string): string[] {
  return [...new Set([...template.matchAll(placeholder)].map((match) => match[1] ?? ''))];
}

/** Fills a URL template such as `https://{instance}.example.com/token`; throws `UrlParameterInvalidError`. */
export function fillUrl(template: string, parameters: UrlParameters): string {
  const filled = template.replace(placeholder, (_whole, name: string) => checkedValue(name, parameters));
  if (!/^https?:\/\//.test(template) || /[{}\s\\]/.test(filled) || !isPlainUrl(filled)) {
    throw new UrlParameterInvalidError('url', 'does not make a valid URL: correct the URL of the profile.');
  }
  return filled;
}

function checkedValue(name: string, { values, patterns = {} }: UrlParameters): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined || value === '') throw new UrlParameterInvalidError(name, 'is missing: give one.');
  const pattern = Object.hasOwn(patterns, name) ? patterns[name] : undefined;
  if (isContained(value) && (pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(value))) return value;
  throw new UrlParameterInvalidError(name, 'is not allowed here: give only the name itself, as the provider shows it.');
}

/** Whether a value can neither change the structure of a URL nor climb out of its place in it. */
function isContained(value: string): boolean {
  return value.length <= 253 && /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/.test(value) && !value.includes('..');
}

function isPlainUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.username === '' && url.password === '' && url.hash === '';
}
