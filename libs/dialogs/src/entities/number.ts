import type { EntityReader } from './read-entity.js';

const largest = 1e15;

/** Reads one number as the locale writes it: `1,250.50` in English, `1.250,50` in German. */
export const readNumber: EntityReader = ({ text }, _entity, { locale }) => {
  const compact = text
    .normalize('NFKC')
    .replace(/[\s'’]/g, '')
    .replace('−', '-');
  const isCommaDecimal = decimalSign(locale) === ',';
  const grouped = isCommaDecimal ? /^[+-]?\d{1,3}(\.\d{3})*(,\d+)?$/ : /^[+-]?\d{1,3}(,\d{3})*(\.\d+)?$/;
  const plain = isCommaDecimal ? /^[+-]?\d+(,\d+)?$/ : /^[+-]?\d+(\.\d+)?$/;
  if (grouped.test(compact) || plain.test(compact)) {
    return toNumber(isCommaDecimal ? compact.replaceAll('.', '').replace(',', '.') : compact.replaceAll(',', ''));
  }
  return /^[+-]?\d*\.\d+$/.test(compact) ? toNumber(compact) : undefined;
};

function toNumber(digits: string): number | undefined {
  const value = Number(digits);
  return Math.abs(value) <= largest ? value : undefined;
}

function decimalSign(locale: string): string {
  try {
    const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
    return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  } catch {
    return '.';
  }
}
