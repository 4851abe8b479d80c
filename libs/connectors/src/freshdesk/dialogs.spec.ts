import { describe, expect, it } from 'vitest';
import { Chat } from '#connectors/testing';
import { freshdesk } from './freshdesk.connector.js';

const url = 'https://acme.freshdesk.com/a/tickets/42';
const ticket = { id: 42, url, subject: 'The invoice is wrong', status: 'open', priority: 'high' };
const about = (template: string, ...texts: string[]) => new Chat(freshdesk, template).user(...texts);

describe('create a ticket', () => {
  const asked = () =>
    about('create-ticket', 'create a ticket', 'The invoice is wrong', 'Ten seats', 'g@example.com', 'skip', 'high');

  it('asks what it is about and whom it is for, and links to it', () => {
    const chat = asked();
    expect(chat.wants).toEqual({
      operation: 'create-ticket',
      input: {
        ...{ subject: 'The invoice is wrong', description: 'Ten seats', email: 'g@example.com' },
        ...{ priority: 'high', status: 'open' },
      },
    });
    expect(chat.succeeds(ticket).said).toBe(`Done: your ticket is number 42. ${url} [View ticket](${url})`);
  });

  it.each([
    ['vendor-rejected-input', 'did not take the ticket. Because.'],
    ['vendor-unavailable', 'could not create the ticket. Because.'],
  ])('explains %s', (code, text) => expect(asked().fails(code).said).toContain(text));
});

describe('view a ticket', () => {
  it('shows what is known', () => {
    const chat = about('view-ticket', 'show me a ticket', '42');
    expect(chat.wants).toEqual({ operation: 'get-ticket', input: { id: 42 } });
    expect(chat.succeeds({ ...ticket, requester: 'Grace' }).said).toBe(
      `The invoice is wrong\nStatus: open, priority: high\nAsked by Grace\n${url} [View ticket](${url})`,
    );
    expect(about('view-ticket', 'show me a ticket', '42').fails('record-not-found').said).toBe('I found no ticket 42.');
  });
});

describe('list tickets', () => {
  it('goes on page by page until the user has enough', () => {
    const page = (nextCursor?: string) => ({
      tickets: [ticket],
      hasMore: !!nextCursor,
      ...(nextCursor && { nextCursor }),
    });
    const chat = about('list-tickets', 'list tickets').succeeds(page('c1'));
    expect(chat.said).toContain('42: The invoice is wrong (open, high)');
    expect(chat.user('yes').wants?.input).toEqual({ limit: 5, cursor: 'c1' });
    expect(chat.succeeds(page()).said).toContain('Those are all tickets');
    const none = about('list-tickets', 'list tickets').succeeds({ tickets: [], hasMore: false });
    expect(none.said).toContain('no more tickets');
  });
});

describe('update a ticket', () => {
  const ready = () => about('update-ticket', 'update a ticket', '42', 'status and priority', 'urgent', 'solved');

  it('asks which fields first, then for those only, and changes no others', () => {
    const chat = ready();
    expect(chat.wants?.input).toEqual({ id: 42, priority: 'urgent', status: 'resolved' });
    expect(chat.succeeds(ticket).said).toContain('ticket 42 is updated');
    expect(ready().fails('record-not-found').said).toBe('I found no ticket 42, so nothing was changed.');
  });
});

describe('find tickets', () => {
  it.each([
    ['status', 'pending', { status: 'pending' }],
    ['priority', 'normal', { priority: 'medium' }],
    ['e-mail', 'g@example.com', { email: 'g@example.com' }],
  ])('lets the user choose %s', (field, value, input) => {
    const chat = about('find-tickets', 'find tickets', field, value);
    expect(chat.wants?.input).toEqual({ ...input, limit: 5 });
    expect(chat.succeeds({ tickets: [ticket], hasMore: true }).said).toContain('There are more');
  });
});

describe('delete a ticket', () => {
  const found = () => about('delete-ticket', 'delete a ticket', '42').succeeds(ticket);

  it('shows what it is about and deletes it once confirmed', () => {
    expect(found().said).toBe('Shall I delete ticket 42: The invoice is wrong?');
    expect(found().user('yes').wants).toEqual({ operation: 'delete-ticket', input: { id: 42 } });
    expect(found().user('yes').succeeds({ id: 42 }).said).toContain('ticket 42 is deleted');
    expect(found().user('no').said).toBe('All right, nothing was deleted.');
  });

  it('says that an unknown number was not found, which is no failure', () => {
    const none = 'I found no ticket 42, so nothing was deleted.';
    expect(about('delete-ticket', 'delete a ticket', '42').fails('record-not-found').said).toBe(none);
    expect(found().user('yes').fails('record-not-found').said).toBe(none);
  });
});
