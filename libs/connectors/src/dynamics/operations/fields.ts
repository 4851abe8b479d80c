import { Type } from 'typebox';
import { recordIdPattern } from './table.js';

/** A text that can be written. */
export function text(title: string, description: string, maxLength: number) {
  return Type.String({ title, description, minLength: 1, maxLength, pattern: '\\S' });
}

/** One of the words that stand for a number. */
export function choice<const Words extends Readonly<Record<string, number>>>(
  title: string,
  description: string,
  words: Words,
) {
  return Type.Unsafe<keyof Words & string>({ type: 'string', enum: Object.keys(words), title, description });
}

/** The id of a record, as operations take it. */
export function recordId(title: string) {
  return Type.String({
    title,
    description: 'Id in Dynamics 365, as it stands in its address.',
    pattern: recordIdPattern,
  });
}

/** What is known of a record, when it is. */
export function known(title: string, description: string) {
  return Type.Optional(Type.String({ title, description }));
}

/** What every record has. */
export const recordFields = {
  id: Type.String({ title: 'Id', description: 'Id in Dynamics 365.' }),
  url: Type.String({ title: 'Link', description: 'Opens the record in Dynamics 365.', format: 'uri' }),
  name: Type.String({ title: 'Name', description: 'What the record is called.' }),
  createdAt: Type.Optional(
    Type.String({ title: 'Created', description: 'When it was created, in UTC.', format: 'date-time' }),
  ),
} as const;

/** What a search takes. */
export const searchFields = {
  keyword: Type.Optional(
    Type.String({
      title: 'Keyword',
      description: 'A part of what is looked for; all records without it.',
      minLength: 1,
      maxLength: 200,
      pattern: '\\S',
    }),
  ),
  limit: Type.Optional(
    Type.Integer({
      title: 'Page size',
      description: 'Records on a page; 10 by default. A cursor keeps the size of the page before.',
      minimum: 1,
      maximum: 200,
    }),
  ),
  cursor: Type.Optional(
    Type.String({
      title: 'Cursor',
      description: 'nextCursor of the page before, for the same question.',
      minLength: 1,
      maxLength: 6_000,
    }),
  ),
} as const;

/** What a search tells of its pages. */
export const pageFields = {
  hasMore: Type.Boolean({ title: 'More', description: 'Whether another page follows.' }),
  nextCursor: Type.Optional(Type.String({ title: 'Next cursor', description: 'Gets the next page.' })),
} as const;
