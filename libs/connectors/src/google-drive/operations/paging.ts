import { Type } from 'typebox';

/** How much of a list is wanted; the vendor's own token is the cursor. */
export const pageInput = {
  limit: Type.Optional(
    Type.Integer({ title: 'Page size', description: 'Files on a page; 10 by default.', minimum: 1, maximum: 100 }),
  ),
  cursor: Type.Optional(
    Type.String({
      title: 'Cursor',
      description: 'nextCursor of the page before, with the same search.',
      maxLength: 4_000,
      pattern: '^[\\x21-\\x7e]+$',
    }),
  ),
};

/** What a list tells of the next page. */
export const pageOutput = {
  hasMore: Type.Boolean({ title: 'More', description: 'Whether another page follows.' }),
  nextCursor: Type.Optional(Type.String({ title: 'Next cursor', description: 'Gets the next page.' })),
};
