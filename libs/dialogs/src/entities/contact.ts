import type { CountryCode } from 'libphonenumber-js';
import { parsers } from './parsers.js';
import type { EntityReader } from './read-entity.js';

/** Reads the one e-mail address in an answer. */
export const readEmail: EntityReader = ({ text }) =>
  only(
    words(text)
      .map((word) => word.replace(/^mailto:/i, ''))
      .filter((word) => parsers.validator.isEmail(word)),
  );

/** Reads the one web address in an answer; `https://` is added where the scheme was left out. */
export const readUrl: EntityReader = ({ text }) =>
  only(
    words(text)
      .filter((word) => parsers.validator.isURL(word, { protocols: ['http', 'https'], disallow_auth: true }))
      .map((word) => (/^https?:\/\//i.test(word) ? word : `https://${word}`)),
  );

/** Reads the one phone number in an answer to E.164, an extension after it; without a country code it must be one of the locale's region. */
export const readPhone: EntityReader = ({ text }, _entity, { locale }) => {
  const defaultCountry = regionOf(locale) as CountryCode | undefined;
  const number = parsers.phone.parsePhoneNumberFromString(text.normalize('NFKC'), { defaultCountry });
  if (!number?.isPossible()) return undefined;
  return number.ext ? `${number.number} ext. ${number.ext}` : number.number;
};

function words(text: string): readonly string[] {
  return text.split(/[\s<>()[\]",;]+/).map((word) => word.replace(/[.!?:]+$/, ''));
}

function only(found: readonly string[]): string | undefined {
  return new Set(found).size === 1 ? found[0] : undefined;
}

function regionOf(locale: string): string | undefined {
  try {
    return new Intl.Locale(locale).region;
  } catch {
    return undefined;
  }
}
