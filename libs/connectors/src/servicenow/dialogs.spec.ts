import { describe, expect, it } from 'vitest';
import { Chat } from '#connectors/testing';
import { servicenow } from './servicenow.connector.js';

const id = '9d385017c611228701d22104cc95c371';
const url = `https://acme.service-now.com/nav_to.do?uri=incident.do%3Fsys_id%3D${id}`;
const incident = { id, number: 'INC0010023', url, shortDescription: 'SAP is down', state: 'new' };
const request = { ...incident, number: 'REQ0010023', shortDescription: 'A second screen' };
const about = (template: string, ...texts: string[]) => new Chat(servicenow, template).user(...texts);

describe('creating', () => {
  it('an incident asks what is wrong and how urgent it is, and links to it', () => {
    const chat = about('create-incident', 'create an incident', 'SAP is down', 'skip', 'very urgent');
    expect(chat.wants).toEqual({
      operation: 'create-incident',
      input: { shortDescription: 'SAP is down', urgency: 'high' },
    });
    expect(chat.succeeds(incident).said).toBe(`Done: your incident is INC0010023. ${url} [View incident](${url})`);
  });

  it('a request asks what is needed', () => {
    const chat = about('create-request', 'create a request', 'A second screen', 'At least 27 inches', 'low');
    expect(chat.wants?.input).toEqual({
      shortDescription: 'A second screen',
      description: 'At least 27 inches',
      priority: 'low',
    });
    expect(chat.succeeds(request).said).toContain('your request is REQ0010023');
  });

  it.each([
    ['vendor-rejected-input', 'did not take the incident. Because.'],
    ['vendor-forbidden', 'did not take the incident. Because.'],
    ['vendor-unavailable', 'could not create the incident. Because.'],
  ])('that ends with %s is explained', (code, text) => {
    expect(about('create-incident', 'create an incident', 'x', 'skip', 'low').fails(code).said).toContain(text);
  });
});

describe('updating', () => {
  it('asks which fields first, then for those only, and changes no others', () => {
    const chat = about('update-incident', 'update an incident', 'INC0010023', 'state and urgency');
    expect(chat.said).toMatch(/^How urgent is it now\?/);
    chat.user('low', 'fixed');
    expect(chat.wants?.input).toEqual({ id: 'INC0010023', urgency: 'low', state: 'resolved' });
    expect(chat.succeeds(incident).said).toContain('INC0010023 is updated');
    const other = about('update-request', 'update a request', 'REQ0010023', 'priority', 'high');
    expect(other.wants?.input).toEqual({ id: 'REQ0010023', priority: 'high' });
  });

  it('says that there is no such incident, or why the change was refused', () => {
    const ready = () => about('update-incident', 'update an incident', 'INC0010023', 'state', 'closed');
    expect(ready().fails('record-not-found').said).toBe('I found no incident INC0010023, so nothing was changed.');
    expect(ready().fails('vendor-rejected-input', 'Close notes are missing.').said).toBe(
      'ServiceNow did not take the change. Close notes are missing.',
    );
  });
});

describe('listing', () => {
  const page = (number: string, nextCursor?: string) => ({
    incidents: [{ ...incident, number }],
    hasMore: nextCursor !== undefined,
    ...(nextCursor && { nextCursor }),
  });

  it('goes on page by page until the user has enough', () => {
    const chat = about('list-incidents', 'list incidents');
    expect(chat.wants?.input).toEqual({ limit: 5 });
    expect(chat.succeeds(page('INC1', 'c1')).said).toBe(`INC1: SAP is down (new)\n${url}\nShow more?`);
    expect(chat.user('yes').wants?.input).toEqual({ limit: 5, cursor: 'c1' });
    expect(chat.succeeds(page('INC2')).said).toContain('Those are all incidents');
    expect(about('list-incidents', 'list incidents').succeeds(page('INC1', 'c1')).user('no').wants).toBeUndefined();
  });

  it('says when there is nothing, and when there is only nothing on this page', () => {
    const empty = (hasMore: boolean) => ({ requests: [], hasMore, ...(hasMore && { nextCursor: 'c' }) });
    expect(about('list-requests', 'list requests').succeeds(empty(false)).said).toContain('There are no requests');
    expect(about('list-requests', 'list requests').succeeds(empty(true)).said).toContain('Show more?');
  });
});

describe('finding', () => {
  it('lets the user choose the field', () => {
    const chat = about('find-incidents', 'find an incident', 'short description', 'SAP');
    expect(chat.wants?.input).toEqual({ field: 'short-description', value: 'SAP', limit: 5 });
    expect(chat.succeeds({ incidents: [incident], hasMore: true }).said).toContain('There are more');
    const none = about('find-requests', 'find a request', 'number', 'REQ1').succeeds({ requests: [], hasMore: false });
    expect(none.said).toBe('I found no request for "REQ1".');
  });
});

describe('deleting', () => {
  const found = () => about('delete-incident', 'delete an incident', 'INC0010023').succeeds(incident);

  it('shows what it is and deletes it once confirmed', () => {
    const chat = found();
    expect(chat.said).toBe('Shall I delete INC0010023: SAP is down?');
    expect(chat.user('yes').wants).toEqual({ operation: 'delete-incident', input: { id } });
    expect(chat.succeeds({ id }).said).toBe('Done: INC0010023 is deleted.');
    expect(found().user('no').said).toBe('All right, nothing was deleted.');
  });

  it('says that an unknown number was not found, which is no failure', () => {
    const none = 'I found no incident INC0010023, so nothing was deleted.';
    expect(about('delete-incident', 'delete an incident', 'INC0010023').fails('record-not-found').said).toBe(none);
    expect(found().user('yes').fails('record-not-found').said).toBe(none);
    expect(found().user('yes').fails('vendor-forbidden').said).toContain('does not let you delete');
  });
});

describe('working on an incident', () => {
  it('adds a comment', () => {
    const chat = about('comment-incident', 'comment on an incident', 'INC0010023', 'It is back.');
    expect(chat.wants).toEqual({ operation: 'comment-incident', input: { id: 'INC0010023', text: 'It is back.' } });
    expect(chat.succeeds(incident).said).toContain('INC0010023 has your comment');
  });

  it('assigns it, and says when nobody is called so', () => {
    const chat = () => about('assign-incident', 'assign an incident', 'INC0010023', 'beth.anglin');
    expect(chat().wants?.input).toEqual({ id: 'INC0010023', assignee: 'beth.anglin' });
    expect(chat().succeeds({ ...incident, assignee: 'Beth Anglin' }).said).toContain('is assigned to Beth Anglin');
    expect(chat().fails('input-invalid', '"beth" names no user.').said).toContain('"beth" names no user.');
  });
});
