import type { CountryCode } from 'libphonenumber-js';
import { onlyValue, type Finder, type Found } from '../extraction/found.js';
import { parsers } from '../parsers.js';
import type { EntityReader } from '../read-entity.js';
import { regionOf } from './region.js';

/** Finds e-mail addresses. */
export const findEmails: Finder<string> = (text) =>
  piecesOf(text)
    .map((piece) => withoutStart(piece, /^mailto:/i))
    .filter(({ value }) => value.includes('@') && parsers.validator.isEmail(value));

/** Reads the one e-mail address in an answer. */
export const readEmail: EntityReader = ({ text }, entity, context) => onlyValue(findEmails(text, entity, context));

/** Finds web addresses; `https://` is added where the scheme was left out. Other schemes and credentials are no web addresses. */
export const findUrls: Finder<string> = (text) =>
  piecesOf(text)
    .filter(({ value }) => parsers.validator.isURL(value, { protocols: ['http', 'https'], disallow_auth: true }))
    .map((piece) => ({ ...piece, value: /^https?:\/\//i.test(piece.value) ? piece.value : `https://${piece.value}` }))
    .filter(({ value }) => URL.canParse(value));

/** Reads the one web address in an answer. */
export const readUrl: EntityReader = ({ text }, entity, context) => onlyValue(findUrls(text, entity, context));

/** Finds phone numbers; those without a country code are of the entity's country, or of the locale's region. */
export const findPhones: Finder<string> = (text, { country }, { locale }) => {
  const defaultCountry = (country ?? regionOf(locale)) as CountryCode | undefined;
  const national = parsers.phone
    .findPhoneNumbersInText(text, defaultCountry)
    .map(({ startsAt, endsAt, number }) => ({ start: startsAt, end: endsAt, value: written(number) }));
  const international = [...text.matchAll(/\+\d[\d ()/.\u00a0-]{5,40}\d/g)].flatMap(({ 0: said, index }) => {
    const number = parsers.phone.parsePhoneNumberFromString(said);
    const place = { start: index, end: index + said.length };
    return number?.isPossible() ? [{ ...place, value: written(number) }] : [];
  });
  return [...national, ...international.filter((each) => national.every((other) => !overlaps(each, other)))];
};

/** Reads the one phone number in an answer to E.164, an extension after it. */
export const readPhone: EntityReader = ({ text }, { country }, { locale }) => {
  const defaultCountry = (country ?? regionOf(locale)) as CountryCode | undefined;
  const number = parsers.phone.parsePhoneNumberFromString(text.normalize('NFKC'), { defaultCountry });
  return number?.isPossible() ? written(number) : undefined;
};

function written({ number, ext }: { readonly number: string; readonly ext?: string }): string {
  return ext ? `${number} ext. ${ext}` : number;
}

function overlaps(a: Found, b: Found): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The pieces of a text between spaces, brackets, quotes and lists, without the punctuation that ends a sentence. */
function piecesOf(text: string): readonly Found<string>[] {
  return [...text.matchAll(/[^\s<>()[\]",;„“”]+/g)].map(({ 0: said, index }) => {
    let end = said.length;
    while (end > 0 && '.!?:'.includes(said.charAt(end - 1))) end -= 1;
    return { value: said.slice(0, end), start: index, end: index + end };
  });
}

function withoutStart(piece: Found<string>, pattern: RegExp): Found<string> {
  const length = pattern.exec(piece.value)?.[0].length ?? 0;
  return { ...piece, value: piece.value.slice(length), start: piece.start + length };
}
