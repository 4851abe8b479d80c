import { describe, expect, it } from 'vitest';
import { checkGraph } from '#dialogs';
import { Chat } from '#connectors/testing';
import { zendesk } from './zendesk.connector.js';

const chat = (template: string) => new Chat(zendesk, template);
const id = '101';
const url = `https://acme.zendesk.com/agent/tickets/${id}`;
const ticket = { id, url, subject: 'Printer', status: 'open', priority: 'high' };

it.each(zendesk.templates.map(({ name, graph }) => [name, graph] as const))('%s is a sound graph', (_, graph) => {
  const operations = (operationId: string) => {
    const input = zendesk.operations.find((operation) => operation.id === operationId)?.input;
    return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
  };
  expect(checkGraph(graph, { operations })).toEqual([]);
});

describe('tickets', () => {
  it('are created with a subject, a description and a priority', () => {
    const asked = chat('create-ticket').user('create a ticket', 'Printer', 'It is on fire', 'critical');
    expect(asked.wants?.input).toEqual({ subject: 'Printer', description: 'It is on fire', priority: 'urgent' });
    expect(asked.succeeds({ id, url }).said).toBe(`Done: ticket 101 is open. ${url} [View ticket](${url})`);
  });

  it('are viewed, several at once, and those that do not exist are named', () => {
    const asked = chat('view-tickets').user('view tickets', '101, 999');
    expect(asked.wants?.input).toEqual({ ids: '101, 999' });
    const { said } = asked.succeeds({ tickets: [ticket], missing: ['999'] });
    expect(said).toBe(`101: Printer (open, high)\n${url}\nNot found: 999.`);
    const none = chat('view-tickets')
      .user('view tickets', '999')
      .succeeds({ tickets: [], missing: ['999'] });
    expect(none.said).toBe('I found no ticket with the number 999.');
  });

  it('are changed in the chosen fields only', () => {
    const asked = chat('update-ticket').user('update a ticket', id, 'status', 'done');
    expect(asked.wants?.input).toEqual({ id, status: 'solved' });
    expect(asked.succeeds({ id, url }).said).toContain(`[View ticket](${url})`);
    const again = chat('update-ticket').user('update a ticket', id, 'subject and priority', 'Plotter', 'low');
    expect(again.wants?.input).toEqual({ id, subject: 'Plotter', priority: 'low' });
    expect(again.fails('record-not-found').said).toContain('no ticket with the number 101, so nothing was changed');
  });

  it('are commented on', () => {
    const asked = chat('add-comment').user('comment on a ticket', id, 'We are on it', 'agents');
    expect(asked.wants?.input).toEqual({ id, body: 'We are on it', visibility: 'internal' });
    expect(asked.succeeds({ id, url }).said).toContain('your comment is on ticket 101');
  });

  it('are listed page by page', () => {
    const listed = chat('list-tickets').user('list tickets');
    const page = { tickets: [ticket], hasMore: true, nextCursor: 'c1' };
    expect(listed.succeeds(page).said).toBe(`101: Printer (open)\n${url}\nShow more?`);
    expect(listed.user('yes').wants?.input).toEqual({ limit: 5, cursor: 'c1' });
    expect(listed.succeeds({ tickets: [ticket], hasMore: false }).said).toContain('Those are all your tickets.');
  });

  it('are searched by keywords', () => {
    const found = chat('search-tickets').user('find a ticket', 'printer');
    expect(found.wants?.input).toEqual({ keyword: 'printer', limit: 5 });
    expect(found.succeeds({ tickets: [ticket], hasMore: true }).said).toContain('There are more');
  });

  it('are deleted once that is confirmed; an unknown number is no failure', () => {
    const found = () =>
      chat('delete-ticket')
        .user('delete a ticket', id)
        .succeeds({ tickets: [ticket], missing: [] });
    expect(found().said).toBe('Shall I delete ticket 101, Printer?');
    expect(found().user('yes').wants).toEqual({ operation: 'delete-ticket', input: { id } });
    expect(found().user('no').said).toBe('All right, nothing was deleted.');
    const none = chat('delete-ticket')
      .user('delete a ticket', id)
      .succeeds({ tickets: [], missing: [id] });
    expect(none.said).toBe('I found no ticket with the number 101, so nothing was deleted.');
  });

  it('that Zendesk refuses are told of in its words', () => {
    const asked = () => chat('create-ticket').user('create a ticket', 'Printer', 'It is on fire', 'high');
    expect(asked().fails('vendor-rejected-input').said).toBe('Zendesk did not take the ticket. Because.');
    expect(asked().fails('vendor-unavailable').said).toBe('I could not create the ticket. Because.');
  });
});
