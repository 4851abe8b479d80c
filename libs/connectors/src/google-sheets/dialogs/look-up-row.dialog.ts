import { asks, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { findRow } from '../operations/find-row.operation.js';
import { asksSpreadsheet, noSpreadsheet } from './asks-spreadsheet.js';

/** Asks for a spreadsheet and a value, and shows the rows in which it stands. */
export const lookUpRowDialog = defineDialogTemplate({
  name: 'look-up-row',
  title: 'Look up a row',
  description: 'Asks for a spreadsheet and a value, and shows the rows in which the value stands.',
  version: 1,
  operations: [findRow],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Look up a row',
      utterances: ['look up a row', 'find a row', 'search a spreadsheet', 'look it up in the sheet', 'find in a sheet'],
      transitions: [{ to: 'ask-spreadsheet' }],
    },
    asksSpreadsheet('ask-value'),
    asks({
      id: 'ask-value',
      title: 'Value',
      entity: { name: 'value', kind: 'text', requirement: 'mandatory', maxLength: 1_000 },
      prompt: 'What shall I look for? Say the whole of what stands in a cell.',
      again: 'I need what stands in a cell of the row. What is it?',
      to: 'find',
    }),
    {
      id: 'find',
      type: 'service',
      title: 'Find the rows',
      operation: 'google-sheets.find-row',
      input: {
        spreadsheet: { from: 'entity', name: 'spreadsheet' },
        value: { from: 'entity', name: 'value' },
        limit: { from: 'value', value: 5 },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'find', pointer: '/rows' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for row in results.find.rows %}Row {{ row.row }}
{% for cell in row.values %}{% if cell.value != "" %}{{ cell.column }}: {{ cell.value }}
{% endif %}{% endfor %}{% endfor %}
{%- if results.find.hasMore %}There are more such rows in the spreadsheet.{% endif %}`,
      card: {
        title: 'Row {{ results.find.rows[0].row }}',
        body: '{{ results.find.rows[0].values[0].value }}',
        label: 'View row',
        url: '{{ results.find.rows[0].url }}',
      },
      to: 'end',
    }),
    says({ id: 'none', title: 'None', text: 'I found no row with "{{ entities.value }}".', to: 'end' }),
    says({ id: 'not-found', title: 'Not found', text: noSpreadsheet, to: 'end' }),
    ...failureEndings({
      refused: 'Google Sheets does not let you look into this spreadsheet.',
      failed: 'I could not look into the spreadsheet.',
    }),
    ...gaveUp('Let us stop here. Say "look up a row" to try again.'),
  ],
});
