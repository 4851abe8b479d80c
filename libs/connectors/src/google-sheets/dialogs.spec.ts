import { describe, expect, it } from 'vitest';
import { checkGraph } from '#dialogs';
import { Chat } from '#connectors/testing';
import { googleSheets } from './google-sheets.connector.js';

const chat = (template: string) => new Chat(googleSheets, template);
const spreadsheet = 'https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOp/edit#gid=0';
const url = 'https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOp/edit#range=A2';
const values = [
  { column: 'Name', value: 'Ann' },
  { column: 'Seats', value: '2' },
];
const row = { row: 2, range: 'Sheet1!A2:B2', url, values };
const written = { id: '1AbCdEfGhIjKlMnOp', url, range: 'Sheet1!B2', rows: 1, cells: 1 };

it.each(googleSheets.templates.map(({ name, graph }) => [name, graph] as const))('%s is a sound graph', (_, graph) => {
  const operations = (operationId: string) => {
    const input = googleSheets.operations.find((operation) => operation.id === operationId)?.input;
    return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
  };
  expect(checkGraph(graph, { operations })).toEqual([]);
});

describe('look up a row', () => {
  const asked = () => chat('look-up-row').user('look up a row', spreadsheet, 'Ann');

  it('shows the rows with their columns, and that there are more', () => {
    expect(asked().wants).toEqual({ operation: 'find-row', input: { spreadsheet, value: 'Ann', limit: 5 } });
    const { said } = asked().succeeds({ rows: [row, { ...row, row: 7 }], hasMore: true });
    expect(said).toContain('Row 2\nName: Ann\nSeats: 2\nRow 7\n');
    expect(said).toContain('There are more');
    expect(said).toContain(`[View row](${url})`);
  });

  it('says that there is none, or no such spreadsheet', () => {
    expect(asked().succeeds({ rows: [], hasMore: false }).said).toBe('I found no row with "Ann".');
    expect(asked().fails('record-not-found', 'Gone.').said).toMatch(/^I found no such spreadsheet.* Gone\.$/);
    expect(asked().fails('vendor-forbidden').said).toContain('does not let you look into this spreadsheet. Because.');
  });
});

describe('append a row', () => {
  it('tells the columns, and adds what is said', () => {
    const asked = chat('append-row').user('append a row', spreadsheet);
    expect(asked.wants).toEqual({ operation: 'read-range', input: { spreadsheet, range: '1:1' } });
    const head = { id: 'x', url, range: 'Sheet1!A1:Z1', firstRow: 1, hasMore: false };
    asked.succeeds({ ...head, rows: [['Name', 'Seats']] });
    expect(asked.said).toContain('in this order: Name, Seats.');
    asked.user('Ann, 2');
    expect(asked.wants).toEqual({ operation: 'append-rows', input: { spreadsheet, line: 'Ann, 2' } });
    expect(asked.succeeds(written).said).toContain(`the row is added, in Sheet1!B2. ${url} [View row](${url})`);
    const empty = chat('append-row')
      .user('append a row', spreadsheet)
      .succeeds({ ...head, rows: [] });
    expect(empty.said).toBe('Which values shall I add? Say them with commas between them.');
    expect(empty.user('a').fails('vendor-rejected-input').said).toContain('did not take the row. Because.');
  });
});

describe('update a row', () => {
  const found = () => chat('update-row').user('update a row', spreadsheet, 'Ann');

  it('shows which row it is, and changes the column that is named', () => {
    const asked = found().succeeds({ rows: [row], hasMore: true });
    expect(asked.said).toBe('Do you mean row 2? It says: Name: Ann, Seats: 2. There are others with "Ann" below.');
    asked.user('yes', 'Seats', '3');
    const input = { spreadsheet, row: 2, column: 'Seats', value: '3' };
    expect(asked.wants).toEqual({ operation: 'update-row', input });
    expect(asked.succeeds(written).said).toContain(`Seats in row 2 is 3 now. ${url} [View row](${url})`);
  });

  it('changes nothing without a yes, or where nothing is found, and tells why a column is refused', () => {
    expect(
      found()
        .succeeds({ rows: [row], hasMore: false })
        .user('no').said,
    ).toBe('All right, nothing was changed.');
    expect(found().succeeds({ rows: [], hasMore: false }).said).toContain('no row with "Ann", so nothing was changed');
    const refused = found()
      .succeeds({ rows: [row], hasMore: false })
      .user('yes', 'Colour', 'red');
    expect(refused.fails('input-invalid', 'There are Name, Seats.').said).toContain('There are Name, Seats.');
  });
});
