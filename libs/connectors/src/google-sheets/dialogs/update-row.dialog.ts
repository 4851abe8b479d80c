import {
  asks,
  confirms,
  defineDialogTemplate,
  failureEndings,
  gaveUp,
  notFound,
  refusedOrFailed,
  says,
} from '#connectors';
import { findRow } from '../operations/find-row.operation.js';
import { updateRow } from '../operations/update-row.operation.js';
import { asksSpreadsheet, noSpreadsheet } from './asks-spreadsheet.js';

/** Finds a row by a value, asks which column to change and to what, and changes nothing else. */
export const updateRowDialog = defineDialogTemplate({
  name: 'update-row',
  title: 'Update a row',
  description: 'Finds a row by a value, asks which column to change and to what, and changes nothing else.',
  version: 1,
  operations: [findRow, updateRow],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Update a row',
      utterances: ['update a row', 'change a row', 'edit a row', 'change a cell', 'update a spreadsheet'],
      transitions: [{ to: 'ask-spreadsheet' }],
    },
    asksSpreadsheet('ask-value'),
    asks({
      id: 'ask-value',
      title: 'Which row',
      entity: { name: 'value', kind: 'text', requirement: 'mandatory', maxLength: 1_000 },
      prompt: 'Which row? Say the whole of what stands in one of its cells.',
      again: 'I need what stands in a cell of the row. What is it?',
      to: 'find',
    }),
    {
      id: 'find',
      type: 'service',
      title: 'Find the row',
      operation: 'google-sheets.find-row',
      input: {
        spreadsheet: { from: 'entity', name: 'spreadsheet' },
        value: { from: 'entity', name: 'value' },
        limit: { from: 'value', value: 1 },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'find', pointer: '/rows' }, operator: 'is-empty' }, to: 'none' },
        { to: 'ask-sure' },
      ],
      onFailure: [notFound, ...refusedOrFailed],
    },
    confirms({
      prompt: `Do you mean row {{ results.find.rows[0].row }}? It says: {% for cell in results.find.rows[0].values %}{{ cell.column }}: {{ cell.value }}{% unless forloop.last %}, {% endunless %}{% endfor %}.{% if results.find.hasMore %} There are others with "{{ entities.value }}" below.{% endif %}`,
      to: 'ask-column',
    }),
    asks({
      id: 'ask-column',
      title: 'Column',
      entity: { name: 'column', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompt: 'Which column shall I change?',
      again: 'I need the name of a column. Which one is it?',
      to: 'ask-new',
    }),
    asks({
      id: 'ask-new',
      title: 'New value',
      entity: { name: 'newValue', kind: 'text', requirement: 'mandatory', maxLength: 1_000 },
      prompt: 'What shall stand there?',
      again: 'I need the new value, of at most 1,000 characters. What is it?',
      to: 'update',
    }),
    {
      id: 'update',
      type: 'service',
      title: 'Update the row',
      operation: 'google-sheets.update-row',
      input: {
        spreadsheet: { from: 'entity', name: 'spreadsheet' },
        row: { from: 'result', node: 'find', pointer: '/rows/0/row' },
        column: { from: 'entity', name: 'column' },
        value: { from: 'entity', name: 'newValue' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'updated' }],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'updated',
      title: 'Updated',
      text: 'Done: {{ entities.column }} in row {{ results.find.rows[0].row }} is {{ entities.newValue }} now. {{ results.update.url }}',
      card: {
        title: 'Row {{ results.find.rows[0].row }}',
        body: '{{ entities.column }}: {{ entities.newValue }}',
        label: 'View row',
        url: '{{ results.update.url }}',
      },
      to: 'end',
    }),
    says({
      id: 'none',
      title: 'None',
      text: 'I found no row with "{{ entities.value }}", so nothing was changed.',
      to: 'end',
    }),
    says({ id: 'not-found', title: 'Not found', text: noSpreadsheet, to: 'end' }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was changed.', to: 'stopped' }),
    ...failureEndings({
      refused: 'Google Sheets did not take the change.',
      failed: 'I could not change the row.',
    }),
    ...gaveUp('Let us stop here; nothing was changed. Say "update a row" to begin again.'),
  ],
});
