import type { EntityReader } from '../read-entity.js';
import { multipliers, numberWords } from './number-words.js';

const largest = 1e15;

/** Reads one number as the locale writes it: `1,250.50` in English, `1.250,50` in German, "2k", "seven", also among other words. */
export const readNumber: EntityReader = ({ text }, _entity, { locale }) => {
  const whole = parseAmount(text, locale);
  if (whole !== undefined) return whole;
  const tokens = text.split(/\s+/).map((token) => token.replace(/^[("']+|[)"'.,;:!?%]+$/g, ''));
  const numeric = tokens.filter((token) => /\p{N}/u.test(token));
  const [only, ...others] = numeric.length > 0 ? numeric : tokens.filter(isNumberWord);
  return only === undefined || others.length > 0 ? undefined : parseAmount(withMultiplier(text, only), locale);
};

/** The number that a text is, a multiplier after it included; `undefined` where it is something else or beyond 10^15. */
export function parseAmount(text: string, locale: string): number | undefined {
  const plain = text.normalize('NFKC').trim().replace('−', '-');
  const unit = /\p{L}+\.?$/u.exec(plain)?.[0] ?? '';
  const factor = multipliers.get(unit.toLowerCase().replace('.', ''));
  const amount = factor === undefined ? plain : plain.slice(0, plain.length - unit.length).trim();
  const value = numberWords.get(amount.toLowerCase()) ?? parseDigits(amount.replace(/[\s'’]/g, ''), locale);
  if (value === undefined) return undefined;
  const product = Number((value * (factor ?? 1)).toPrecision(15));
  return Math.abs(product) <= largest ? product : undefined;
}

function parseDigits(compact: string, locale: string): number | undefined {
  const isCommaDecimal = decimalSign(locale) === ',';
  const grouped = isCommaDecimal ? /^[+-]?\d{1,3}(\.\d{3})*(,\d+)?$/ : /^[+-]?\d{1,3}(,\d{3})*(\.\d+)?$/;
  const plain = isCommaDecimal ? /^[+-]?\d+(,\d+)?$/ : /^[+-]?\d+(\.\d+)?$/;
  if (grouped.test(compact) || plain.test(compact)) {
    return Number(isCommaDecimal ? compact.replaceAll('.', '').replace(',', '.') : compact.replaceAll(',', ''));
  }
  return /^[+-]?\d*\.\d+$/.test(compact) ? Number(compact) : undefined;
}

/** A token with the multiplier that stands as a word of its own behind it. */
function withMultiplier(text: string, token: string): string {
  const [next = ''] = /^\s*\p{L}+/u.exec(text.slice(text.indexOf(token) + token.length)) ?? [];
  return multipliers.has(next.trim().toLowerCase()) && next.trim().length > 1 ? token + next : token;
}

function isNumberWord(token: string): boolean {
  return numberWords.has(token.toLowerCase());
}

const decimalSigns = new Map<string, string>();

/** The decimal sign of a locale; a point where the locale makes no sense. */
function decimalSign(locale: string): string {
  const known = decimalSigns.get(locale);
  if (known !== undefined) return known;
  const sign = findDecimalSign(locale);
  if (decimalSigns.size < 1_000) decimalSigns.set(locale, sign);
  return sign;
}

function findDecimalSign(locale: string): string {
  try {
    const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
    return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  } catch {
    return '.';
  }
}
