import { asks } from '#connectors';

/** Asks which spreadsheet is meant, and goes on to a node. */
export const asksSpreadsheet = <const To extends string>(to: To) =>
  asks({
    id: 'ask-spreadsheet',
    title: 'Which spreadsheet',
    entity: { name: 'spreadsheet', kind: 'text', requirement: 'mandatory', maxLength: 500 },
    prompt: 'Which spreadsheet? Paste its link.',
    again: 'I need the link of the spreadsheet, such as https://docs.google.com/spreadsheets/d/… Which one is it?',
    to,
  });

/** What is said when the link leads nowhere. */
export const noSpreadsheet =
  'I found no such spreadsheet. Is the link right, and may you open it with the account that is connected? {{ error.message }}';
