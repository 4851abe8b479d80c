import type { RecordStore } from '../system.js';
import type { CellRange } from './ranges.js';

/** What a cell holds. */
export type Cell = string | number | boolean;

/** A spreadsheet with its sheets, the first one first. */
export interface Spreadsheet {
  readonly id: string;
  readonly title: string;
  readonly sheets: Map<string, Cell[][]>;
}

const orders = [
  ['Name', 'E-mail', 'Seats', 'State'],
  ['Ada Lovelace', 'ada@example.com', 12, 'paid'],
  ['Charles Babbage', 'charles@example.com', 3, 'open'],
  ['Joan Clarke', 'joan@example.com', 5, 'open'],
];
const prices = [
  ['Seats', 'Price'],
  [1, '10 EUR'],
  [10, '8 EUR'],
];

/** Spreadsheets that everybody here can open, in memory. */
export class SheetStore implements RecordStore {
  readonly #spreadsheets = new Map<string, Spreadsheet>();

  constructor() {
    this.reset();
  }

  reset(): void {
    const sheets = new Map([['Orders', copy(orders)] as const, ["This year's prices", copy(prices)] as const]);
    this.#spreadsheets.set('sandbox-orders-0001', { id: 'sandbox-orders-0001', title: 'Orders', sheets });
  }

  /** Rows are the records of spreadsheets. */
  snapshot(): Readonly<Record<string, readonly unknown[]>> {
    const all = [...this.#spreadsheets.values()].flatMap(({ id, sheets }) =>
      [...sheets].map(([name, rows]) => [`${id}/${name}`, rows] as const),
    );
    return Object.fromEntries(all);
  }

  find(id: string): Spreadsheet | undefined {
    return this.#spreadsheets.get(id);
  }
}

/** The cells of a rectangle; rows, and each of them, end with the last one that is not empty. */
export function cellsOf(rows: readonly (readonly Cell[])[], { from, to }: CellRange): readonly (readonly Cell[])[] {
  return trimmed(
    rows
      .slice(from.row - 1, to.row)
      .map((row) => trimmed(row.slice(from.column - 1, to.column), (cell) => cell === '')),
    (row) => row.length === 0,
  );
}

/** Writes cells from a corner on; null leaves a cell alone. */
export function writeCells(rows: Cell[][], { from }: CellRange, values: readonly (readonly (Cell | null)[])[]): void {
  for (const [down, cells] of values.entries()) {
    while (rows.length < from.row + down) rows.push([]);
    const row = rows[from.row - 1 + down] ?? [];
    while (row.length < from.column - 1 + cells.length) row.push('');
    for (const [right, cell] of cells.entries()) if (cell !== null) row[from.column - 1 + right] = cell;
  }
}

function trimmed<Item>(items: readonly Item[], isEmpty: (item: Item) => boolean): readonly Item[] {
  return items.slice(0, items.findLastIndex((item) => !isEmpty(item)) + 1);
}

function copy(rows: readonly (readonly Cell[])[]): Cell[][] {
  return rows.map((row) => [...row]);
}
