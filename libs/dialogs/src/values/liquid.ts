import { Context, Liquid, type Template } from 'liquidjs';
import { LRUCache } from 'lru-cache';
import type { KnownValues } from './known-values.js';
import { cleanText, shorten } from './text.js';

/** What a template may hold, in characters. */
export const templateLimit = 4_000;

const renderedLimit = 8_000;

/** The most pieces of a template, those repeated in loops included, that one rendering may take. */
const mostPieces = 20_000;

const liquid = makeLiquid();

const parsed = new LRUCache<string, Template[]>({ max: 2_000 });

/**
 * Renders Liquid to plain chat text; what is not known renders as nothing. A template that cannot be parsed, or that takes more
 * than its share of work or memory, gives `undefined`.
 */
export function render(template: string, values: KnownValues): string | undefined {
  if (!template.includes('{')) return shorten(cleanText(template).trim(), renderedLimit);
  try {
    const text: unknown = liquid.renderSync(parse(template), makeContext(values));
    return shorten(cleanText(String(text)).trim(), renderedLimit);
  } catch {
    return undefined;
  }
}

/** What is wrong with a template, in Liquid's words; `undefined` when it parses. */
export function templateFault(template: string): string | undefined {
  if (!template.includes('{')) return undefined;
  try {
    parse(template);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  }
}

/** The variables that a template that parses refers to, each as its path: `['entities', 'company']`. */
export function templateVariables(template: string): readonly (readonly string[])[] {
  if (!template.includes('{')) return [];
  return liquid
    .globalVariableSegmentsSync(parse(template))
    .map((path) => path.filter((part): part is string => typeof part === 'string'));
}

function parse(template: string): Template[] {
  const known = parsed.get(template);
  if (known) return known;
  const fresh = liquid.parse(template);
  parsed.set(template, fresh);
  return fresh;
}

/** Values for one rendering, which is bounded by counting and not by a clock, so that a busy machine renders the same. */
function makeContext(values: KnownValues): Context {
  const context = new Context(values, liquid.options, { sync: true }, { liquid });
  let pieces = 0;
  context.renderLimit.check = () => {
    pieces += 1;
    if (pieces > mostPieces) throw new RangeError('The template takes too much work.');
  };
  return context;
}

/** Liquid that reads no files, no clock and no chance: the same template and values always give the same text. */
function makeLiquid(): Liquid {
  const engine = new Liquid({
    templates: {},
    ownPropertyOnly: true,
    strictFilters: true,
    timezoneOffset: 0,
    parseLimit: templateLimit,
    memoryLimit: 100_000,
  });
  for (const tag of ['include', 'render', 'layout', 'block']) delete engine.tags[tag];
  delete engine.filters['sample'];
  for (const name of Object.keys(engine.filters).filter((filter) => filter.startsWith('date'))) {
    const filter = engine.filters[name];
    if (typeof filter !== 'function') continue;
    engine.registerFilter(name, function (value: unknown, ...rest: unknown[]): unknown {
      const { now } = this.context.environments as unknown as KnownValues;
      const date: unknown = value === 'now' || value === 'today' ? now : value;
      return filter.call(this, date, ...rest) as unknown;
    });
  }
  return engine;
}
