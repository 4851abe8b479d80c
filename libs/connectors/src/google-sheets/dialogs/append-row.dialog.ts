import { asks, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { appendRows } from '../operations/append-rows.operation.js';
import { readRange } from '../operations/read-range.operation.js';
import { asksSpreadsheet, noSpreadsheet } from './asks-spreadsheet.js';

/** Asks for a spreadsheet, tells its columns, and adds a row of the values that are said. */
export const appendRowDialog = defineDialogTemplate({
  name: 'append-row',
  title: 'Append a row',
  description: 'Asks for a spreadsheet, tells its columns and adds a row of the values that are said.',
  version: 1,
  operations: [readRange, appendRows],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Append a row',
      utterances: ['append a row', 'add a row', 'add to a spreadsheet', 'add a line to the sheet', 'new row'],
      transitions: [{ to: 'ask-spreadsheet' }],
    },
    asksSpreadsheet('columns'),
    {
      id: 'columns',
      type: 'service',
      title: 'Read the columns',
      operation: 'google-sheets.read-range',
      input: { spreadsheet: { from: 'entity', name: 'spreadsheet' }, range: { from: 'value', value: '1:1' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'ask-line' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    asks({
      id: 'ask-line',
      title: 'Values',
      entity: { name: 'line', kind: 'text', requirement: 'mandatory', maxLength: 2_000 },
      prompt:
        'Which values shall I add? Say them with commas between them{% if results.columns.rows[0] %}, in this order: {{ results.columns.rows[0] | join: ", " }}{% endif %}.',
      again: 'I need the values with commas between them. Which ones are they?',
      to: 'append',
    }),
    {
      id: 'append',
      type: 'service',
      title: 'Append the row',
      operation: 'google-sheets.append-rows',
      input: { spreadsheet: { from: 'entity', name: 'spreadsheet' }, line: { from: 'entity', name: 'line' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'appended' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'appended',
      title: 'Appended',
      text: 'Done: the row is added, in {{ results.append.range }}. {{ results.append.url }}',
      card: {
        title: 'Row added',
        body: '{{ entities.line }}',
        label: 'View row',
        url: '{{ results.append.url }}',
      },
      to: 'end',
    }),
    says({ id: 'not-found', title: 'Not found', text: noSpreadsheet, to: 'end' }),
    ...failureEndings({
      refused: 'Google Sheets did not take the row.',
      failed: 'I could not add the row.',
    }),
    ...gaveUp('Let us stop here; nothing was added. Say "append a row" to begin again.'),
  ],
});
