import { defineOperation, InputInvalidError } from '#connectors';
import { Type } from 'typebox';
import { PriorityWord, StatusWord, Ticket } from './ticket.js';
import { requesterPage, searchPageOf } from './ticket-lists.js';
import { apiReference, pageInput, pageOutput } from './tickets-api.js';

/** Finds tickets by priority, status or both (GET search/tickets), or by the requester's e-mail address (GET tickets). */
export const findTickets = defineOperation({
  connector: 'freshdesk',
  name: 'find-tickets',
  title: 'Find tickets',
  description: 'Finds tickets by the e-mail address of whoever asked, or by priority, status or both.',
  effect: 'read',
  input: Type.Object(
    {
      email: Type.Optional(
        Type.String({
          title: 'E-mail',
          description: 'E-mail address of the person who asked; it cannot be combined with the other fields.',
          format: 'email',
          maxLength: 254,
        }),
      ),
      priority: Type.Optional(PriorityWord),
      status: Type.Optional(StatusWord),
      ...pageInput,
    },
    { title: 'Search', description: 'What to look for.', additionalProperties: false },
  ),
  output: Type.Object({
    tickets: Type.Array(Ticket, { title: 'Tickets', description: 'The tickets found.' }),
    ...pageOutput,
  }),
  scopes: [],
  example: { status: 'open', limit: 10 },
  documentation: `${apiReference}#filter_tickets`,

  run(context, { email, priority, status, ...page }) {
    const isFiltered = priority !== undefined || status !== undefined;
    if (email === undefined && !isFiltered) throw invalid('/status', 'is required unless priority or email is given');
    if (email !== undefined && isFiltered) throw invalid('/email', 'cannot be combined with priority or status');
    return email === undefined
      ? searchPageOf(context, page, { priority, status })
      : requesterPage(context, page, email);
  },
});

function invalid(pointer: string, message: string): InputInvalidError {
  return new InputInvalidError(`The value of "${pointer.slice(1)}" ${message}.`, [
    { pointer, message, keyword: 'required' },
  ]);
}
