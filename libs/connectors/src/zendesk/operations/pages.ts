import { InputInvalidError } from '#connectors';
import { Type } from 'typebox';
import { Ticket } from './ticket.js';

/** Which page an operation returns. */
export const pageFields = {
  limit: Type.Optional(
    Type.Integer({ title: 'Page size', description: 'Tickets on a page; 10 by default.', minimum: 1, maximum: 100 }),
  ),
  cursor: Type.Optional(
    Type.String({ title: 'Cursor', description: 'nextCursor of the page before.', minLength: 1, maxLength: 500 }),
  ),
};

/** A page of tickets, and whether another follows. */
export const TicketPage = Type.Object({
  tickets: Type.Array(Ticket, { title: 'Tickets', description: 'The tickets of this page.' }),
  hasMore: Type.Boolean({ title: 'More', description: 'Whether another page follows.' }),
  nextCursor: Type.Optional(Type.String({ title: 'Next cursor', description: 'Gets the next page.' })),
});

/** Says whether another page follows, and how to get it. */
export function following(kind: 'list' | 'search', next: string | undefined) {
  if (next === undefined) return { hasMore: false };
  return { hasMore: true, nextCursor: Buffer.from(`${kind} ${next}`).toString('base64url') };
}

/** Reads a cursor of `following`; throws `InputInvalidError` when it is none of that kind. */
export function readCursor(kind: 'list' | 'search', cursor: string): string {
  const [, found, value] = /^(list|search) ([\w+/=.-]{1,300})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (found === kind && value !== undefined && (kind === 'list' || /^[1-9]\d{0,3}$/.test(value))) return value;
  const violation = { pointer: '/cursor', message: 'is not a nextCursor of this operation', keyword: 'cursor' };
  throw new InputInvalidError('The cursor is not one of this operation: begin again without it.', [violation]);
}
