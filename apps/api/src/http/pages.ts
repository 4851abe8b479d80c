import { Raw, type FindOperator } from 'typeorm';
import { IntegerField, TextField } from './fields.js';

/** A page of a list: `nextCursor` is null on the last one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Query of every list: newest first, from behind `cursor`. */
export class PageQuery {
  /** The `nextCursor` of the page before. */
  @TextField({
    optional: true,
    max: 100,
    pattern: /^[a-z]+_[0-9a-z]{26}$/,
    description: 'The `nextCursor` of the page before.',
  })
  readonly cursor?: string;

  /** 1 to 100. */
  @IntegerField({
    optional: true,
    min: 1,
    max: 100,
    fromQuery: true,
    description: 'How many items at most; 50 unless told.',
  })
  readonly limit: number = 50;
}

/** Query of a list that can be searched by name. */
export class NamedPageQuery extends PageQuery {
  @TextField({ optional: true, max: 100, description: 'Part of the name, in any case.' })
  readonly search?: string;
}

/** The condition that a column holds a text somewhere, in any case and whatever the text is made of. */
export function holding(text: string): FindOperator<string> {
  return Raw((column) => `strpos(lower(${column}), lower(:heldText)) > 0`, { heldText: text });
}

/**
 * Makes a page of rows that were read with `limit + 1`, newest first by id.
 * Ids grow with time (UUID version 7), so that the last id is the cursor.
 */
export function toPage<Row extends { readonly id: string }, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), nextCursor: rows.length > limit && last !== undefined ? last.id : null };
}
