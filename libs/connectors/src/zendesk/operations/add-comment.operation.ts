import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { commentBody, ticketGuide, TicketId, ticketLink, TicketLink, WrittenTicket } from './ticket.js';

const Comments = Type.Object({
  comments: Type.Array(
    Type.Object({
      plain_body: Type.Optional(Type.String()),
      body: Type.Optional(Type.String()),
      created_at: Type.String(),
    }),
  ),
});

const CLOCK_TOLERANCE_MS = 5_000;

/** Adds a comment to a ticket: PUT /api/v2/tickets/{id}. */
export const addComment = defineOperation({
  connector: 'zendesk',
  name: 'add-comment',
  title: 'Comment on a ticket',
  description: 'Adds a comment that the requester sees, or a note for agents only.',
  effect: 'write',
  input: Type.Object(
    {
      id: TicketId,
      body: commentBody('Comment', 'What to write, as plain text.'),
      visibility: Type.Optional(
        Type.Union([Type.Literal('public'), Type.Literal('internal')], {
          title: 'Visibility',
          description: 'public: the requester sees it and is told, which is the default; internal: agents only.',
        }),
      ),
    },
    { title: 'Comment', description: 'The ticket, and what to write.', additionalProperties: false },
  ),
  output: TicketLink,
  scopes: ['write'],
  example: { id: '101', body: 'We are on it.', visibility: 'public' },
  documentation: `${ticketGuide}#update-ticket`,

  async run(context, { id, body, visibility = 'public' }) {
    const comment = { body, public: visibility === 'public' };
    await context.http.put('/api/v2/tickets/{id}', {
      path: { id },
      json: { ticket: { comment } },
      answer: WrittenTicket,
    });
    return ticketLink(context, id);
  },

  async reconcile(context, { id, body }, since) {
    const { data } = await context.http.get('/api/v2/tickets/{id}/comments', {
      path: { id },
      query: { 'page[size]': 100, sort: '-created_at' },
      answer: Comments,
    });
    const isIt = (comment: (typeof data.comments)[number]) =>
      Date.parse(comment.created_at) >= since.getTime() - CLOCK_TOLERANCE_MS &&
      [comment.plain_body, comment.body].some((text) => text?.trim() === body.trim());
    return data.comments.filter(isIt).length === 1 ? ticketLink(context, id) : undefined;
  },
});
