import { Type } from 'typebox';
import type { Columns } from './table.js';

/** The inputs of a comment. */
export const commentInput = {
  text: Type.String({
    title: 'Text',
    description: 'What to add.',
    minLength: 1,
    maxLength: 4_000,
    pattern: '\\S',
  }),
  isInternal: Type.Optional(
    Type.Boolean({
      title: 'Internal',
      description: 'Whether only those who work on it see it (a work note); they and everybody else by default.',
    }),
  ),
};

/** The comment as the Table API takes it: journal fields keep what is written to them. */
export function toJournal({ text, isInternal }: { readonly text: string; readonly isInternal?: boolean }): Columns {
  return isInternal === true ? { work_notes: text } : { comments: text };
}
