import { Type, type Static } from 'typebox';
import type { QueryCondition } from './encoded-query.js';

/** The inputs of a search by one field. */
export const searchInput = {
  field: Type.Enum(['id', 'number', 'short-description', 'description'], {
    title: 'Field',
    description: 'Where to look: id (sys_id), number, short-description or description.',
  }),
  value: Type.String({
    title: 'Value',
    description: 'What to look for: the whole id or number, or words as they stand in the text.',
    minLength: 1,
    maxLength: 200,
    pattern: '\\S',
  }),
};

/** The condition that a search comes to: ids and numbers as a whole, texts in part. */
export function searchCondition(field: Static<typeof searchInput.field>, value: string): QueryCondition {
  const pointer = '/value';
  if (field === 'id') return { column: 'sys_id', operator: '=', value: value.toLowerCase(), pointer };
  if (field === 'number') return { column: 'number', operator: '=', value: value.toUpperCase(), pointer };
  return { column: field.replace('-', '_'), operator: 'LIKE', value, pointer };
}
