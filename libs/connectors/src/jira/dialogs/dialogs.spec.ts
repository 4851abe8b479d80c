import { describe, expect, it } from 'vitest';
import { Chat } from '#connectors/testing';
import { jira } from '../jira.connector.js';

const key = 'DEMO-1';
const url = `https://acme.atlassian.net/browse/${key}`;
const issue = { id: '10001', key, url, summary: 'Order new chairs', labels: [], status: 'To Do' };
const chat = (template: string, ...texts: readonly string[]) => new Chat(jira, template).user(...texts);

describe('create an issue', () => {
  const asked = () => chat('create-issue', 'create an issue', 'DEMO', 'bug', 'Order new chairs');

  it('asks for project, type and summary, creates the issue and links to it', () => {
    const created = asked();
    expect(created.wants).toEqual({
      operation: 'create-issue',
      input: { projectKey: 'DEMO', issueType: 'Bug', summary: 'Order new chairs' },
    });
    expect(created.succeeds(issue).said).toBe(
      `Done: DEMO-1 is created. Its status is To Do. ${url} [View issue](${url})`,
    );
  });

  it.each([
    ['vendor-rejected-input', 'did not take the issue. Because.'],
    ['vendor-unavailable', 'could not create the issue. Because.'],
  ])('explains %s', (code, text) => expect(asked().fails(code).said).toContain(text));
});

describe('view an issue', () => {
  it('shows what is known, and nothing where nothing is', () => {
    const shown = chat('view-issue', 'show me an issue', key);
    expect(shown.wants).toEqual({ operation: 'get-issue', input: { key } });
    expect(shown.succeeds(issue).said).toBe(`DEMO-1: Order new chairs\nStatus: To Do\n${url} [View issue](${url})`);
  });

  it('says that there is none', () => {
    expect(chat('view-issue', 'show me an issue', key).fails('record-not-found').said).toBe(
      'I found no issue with the key DEMO-1.',
    );
  });
});

describe('list issues', () => {
  const page = (summary: string, nextCursor?: string) => ({
    issues: [{ ...issue, summary }],
    hasMore: nextCursor !== undefined,
    ...(nextCursor && { nextCursor }),
  });

  it('goes on page by page until the user has enough', () => {
    const listed = chat('list-issues', 'list issues');
    expect(listed.wants).toEqual({ operation: 'list-issues', input: { limit: 5 } });
    expect(listed.succeeds(page('One', 'c1')).said).toContain(`DEMO-1: One (To Do)\n${url}`);
    expect(listed.said).toContain('Show more?');
    expect(listed.user('yes').wants?.input).toEqual({ limit: 5, cursor: 'c1' });
    expect(listed.succeeds(page('Two', 'c2')).user('yes').wants?.input).toEqual({ limit: 5, cursor: 'c2' });
    expect(listed.succeeds(page('Three')).said).toContain('Those are all the issues.');
  });

  it('stops when the user says no, and says so when there is nothing', () => {
    expect(chat('list-issues', 'list issues').succeeds(page('One', 'c1')).user('no').wants).toBeUndefined();
    const none = chat('list-issues', 'list issues').succeeds({ issues: [], hasMore: false });
    expect(none.said).toBe('There are no issues in Jira that you can see.');
  });
});

describe('update an issue', () => {
  const about = (...texts: readonly string[]) => chat('update-issue', 'update an issue', key, ...texts);

  it('asks which fields first, then for those only, and changes no others', () => {
    expect(about('label').said).toBe('Which label shall I add? One word, without spaces.');
    const changed = about('label', 'office');
    expect(changed.wants?.input).toEqual({ key, addLabel: 'office' });
    expect(changed.succeeds({ id: '1', key, url }).said).toContain(`[View issue](${url})`);
    expect(about('summary and label', 'New chairs', 'office').wants?.input).toEqual({
      ...{ key, summary: 'New chairs', addLabel: 'office' },
    });
  });

  it('says that there is no such issue, or why the change was refused', () => {
    expect(about('summary', 'New').fails('record-not-found').said).toContain('no issue with the key DEMO-1');
    expect(about('summary', 'New').fails('vendor-forbidden').said).toContain('did not take the change. Because.');
  });
});

describe('delete an issue', () => {
  const found = () => chat('delete-issue', 'delete an issue', key).succeeds(issue);

  it('shows what it is about and deletes it once confirmed', () => {
    expect(found().said).toBe('Shall I delete DEMO-1, "Order new chairs", for good?');
    const sure = found().user('yes');
    expect(sure.wants).toEqual({ operation: 'delete-issue', input: { key } });
    expect(sure.succeeds({ key }).said).toBe('Done: DEMO-1 is deleted.');
  });

  it('keeps it when the user says no, and knows that an unknown key is no failure', () => {
    expect(found().user('no').said).toBe('All right, nothing was deleted.');
    const none = 'I found no issue with the key DEMO-1, so nothing was deleted.';
    expect(chat('delete-issue', 'delete an issue', key).fails('record-not-found').said).toBe(none);
    expect(found().user('yes').fails('record-not-found').said).toBe(none);
  });
});

describe('comment on an issue', () => {
  it('asks for the issue and the comment, and links to it', () => {
    const asked = chat('add-comment', 'comment on an issue', key, 'They have arrived.');
    expect(asked.wants).toEqual({ operation: 'add-comment', input: { key, comment: 'They have arrived.' } });
    expect(asked.succeeds({ id: '7', key, url: `${url}?focusedCommentId=7` }).said).toContain('[View comment]');
  });
});
