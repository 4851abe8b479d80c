import { tokensOf, type Finder, type Found } from '../extraction/found.js';
import type { EntityReader } from '../read-entity.js';
import { regionOf } from '../contact/region.js';
import { parseAmount } from './number.js';
import { numberWords } from './number-words.js';

type Money = { readonly amount: number; readonly currency: string };

const symbols: { readonly [symbol: string]: string } = { '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₹': 'INR', '₺': 'TRY' };

const dollars: { readonly [region: string]: string } = { AU: 'AUD', CA: 'CAD', NZ: 'NZD', SG: 'SGD', HK: 'HKD' };

/** Words that people use and that are no official names. */
const everydayNames: { readonly [name: string]: string } = {
  euro: 'EUR',
  euros: 'EUR',
  pound: 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  pfund: 'GBP',
  franken: 'CHF',
  francs: 'CHF',
  sfr: 'CHF',
  yen: 'JPY',
  rupees: 'INR',
};

const amountPattern =
  /(?<![\p{L}\p{N}.,])-?(?:\d{1,3}(?:[ \u00a0\u202f'’.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)(?:\s?(?:k|m|mn|bn|mio|mrd|tsd|thousand|tausend|million|millions|millionen|milliarden?)(?![\p{L}\p{N}])\.?)?/giu;

/** Finds amounts with their currency: `€20`, "20 Euro", `1.5k USD`, "five dollars". */
export const findMoney: Finder<Money> = (text, entity, { locale }) => {
  const currencies = new Currencies(locale, entity.currency);
  const amounts = [...text.matchAll(amountPattern)].map((match) => ({
    said: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const words = tokensOf(text).filter(({ word }) => numberWords.has(word));
  const spelled = words.map(({ word, start, end }) => ({ said: word, start, end }));
  return [...amounts, ...spelled].flatMap(({ said, start, end }): Found<Money>[] => {
    const amount = parseAmount(said, locale);
    const currency = currencies.before(text.slice(Math.max(0, start - 5), start)) ?? currencies.after(text, end);
    if (amount === undefined || !currency) return [];
    const place = currency.isBefore ? { start: start - currency.length, end } : { start, end: end + currency.length };
    return [{ value: { amount, currency: currency.code }, ...place }];
  });
};

/** Reads one amount of money; one without a currency is in the entity's own. */
export const readMoney: EntityReader = ({ text }, entity, context) => {
  const found = findMoney(text, entity, context);
  if (found.length === 1) return found[0]?.value;
  if (found.length > 1 || !entity.currency) return undefined;
  const amount = parseAmount(text.replace(/[.!]$/, ''), context.locale);
  return amount === undefined ? undefined : { amount, currency: entity.currency };
};

interface Mention {
  readonly code: string;
  readonly length: number;
  readonly isBefore: boolean;
}

/** The currencies that may stand beside an amount. */
class Currencies {
  private readonly dollar: string;

  constructor(locale: string, preferred: string | undefined) {
    const isDollar = preferred !== undefined && (preferred === 'USD' || Object.values(dollars).includes(preferred));
    this.dollar = isDollar ? preferred : (dollars[regionOf(locale) ?? ''] ?? 'USD');
  }

  /** The currency whose symbol or code a text ends with. */
  before(text: string): Mention | undefined {
    const match = /(?:([€$£¥₹₺])|(?<![\p{L}\p{N}])([A-Za-z]{3}))\s?$/u.exec(text);
    const code = match && (this.ofSymbol(match[1] ?? '') ?? codeOf(match[2] ?? ''));
    return code ? { code, length: match[0].length, isBefore: true } : undefined;
  }

  /** The currency whose symbol, code or name a text goes on with. */
  after(text: string, index: number): Mention | undefined {
    const rest = text.slice(index, index + 60);
    const symbol = /^\s?([€$£¥₹₺])/.exec(rest);
    const sign = this.ofSymbol(symbol?.[1] ?? '');
    if (symbol && sign) return { code: sign, length: symbol[0].length, isBefore: false };
    let said = /^[\s-]?\p{L}+(?:[\s-]\p{L}+){0,2}/u.exec(rest)?.[0] ?? '';
    while (said !== '') {
      const code = this.ofName(said.replace(/^[\s-]/, ''));
      if (code) return { code, length: said.length, isBefore: false };
      said = said.replace(/[\s-]?\p{L}+$/u, '');
    }
    return undefined;
  }

  private ofSymbol(symbol: string): string | undefined {
    return symbol === '$' ? this.dollar : symbols[symbol];
  }

  private ofName(name: string): string | undefined {
    const lower = name.toLowerCase();
    if (/^(dollars?|bucks?)$/.test(lower)) return this.dollar;
    if (Object.hasOwn(everydayNames, lower)) return everydayNames[lower];
    return codeOf(name) ?? officialNames().get(lower);
  }
}

let codes: ReadonlySet<string> | undefined;

/** An ISO 4217 code, in capitals, or in small letters for those that are no words. */
function codeOf(word: string): string | undefined {
  codes ??= new Set(Intl.supportedValuesOf('currency'));
  const isWritten = word === word.toUpperCase() || /^(eur|usd|gbp|chf|jpy|cad|aud|sek|nok|dkk|pln|inr)$/i.test(word);
  return isWritten && codes.has(word.toUpperCase()) ? word.toUpperCase() : undefined;
}

let names: Map<string, string> | undefined;

/** The names of currencies in English and German, as Unicode's CLDR has them: "swiss francs", "us-dollar". */
function officialNames(): ReadonlyMap<string, string> {
  if (names) return names;
  names = new Map();
  for (const currency of Intl.supportedValuesOf('currency')) {
    for (const locale of ['en', 'de']) {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'name' });
      for (const count of [1, 2]) {
        const name = format.formatToParts(count).find(({ type }) => type === 'currency')?.value;
        if (name && !/\d/.test(name)) names.set(name.toLowerCase(), currency);
      }
    }
  }
  return names;
}
