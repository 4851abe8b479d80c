import { describe, expect, it } from 'vitest';
import { Chat } from '#connectors/testing';
import { sharepoint } from './sharepoint.connector.js';

const chat = (template: string) => new Chat(sharepoint, template);
const url = 'https://acme.sharepoint.com/x';
const item = { id: '4', url, title: 'Order coffee', fields: { Status: 'Open' } };
const site = 'https://acme.sharepoint.com/sites/office';

describe('files', () => {
  const asked = () => chat('find-file').user('find a file', 'travel', 'skip');

  it('are found page by page', () => {
    expect(asked().wants?.input).toEqual({ keyword: 'travel', limit: 5 });
    const files = [{ id: '01A', url, name: 'Travel.pdf', isFolder: false, modified: '2030-01-15T10:00:00Z' }];
    const page = asked().succeeds({ files, hasMore: true, nextCursor: 'c1' });
    expect(page.said).toBe(`Travel.pdf, changed 2030-01-15\n${url}\nShow more?`);
    expect(page.user('yes').wants?.input).toEqual({ keyword: 'travel', limit: 5, cursor: 'c1' });
    expect(asked().succeeds({ files: [], hasMore: false }).said).toBe('I found no file with "travel".');
    expect(asked().fails('record-not-found').said).toContain('no such site');
  });
});

describe('items', () => {
  it('are listed from a site', () => {
    const listed = chat('list-items').user('list items', 'Tasks', site);
    expect(listed.wants?.input).toEqual({ list: 'Tasks', site, limit: 5 });
    expect(listed.succeeds({ items: [item], hasMore: false }).said).toBe(
      `Order coffee, Open\n${url}\nThose are all the items.`,
    );
  });

  it('are added with a title', () => {
    const added = () => chat('add-item').user('add an item', 'Tasks', 'Order coffee', 'skip');
    expect(added().wants?.input).toEqual({ list: 'Tasks', title: 'Order coffee' });
    expect(added().succeeds(item).said).toContain(`Order coffee is on the list Tasks. ${url} [View item](${url})`);
    expect(added().fails('record-not-found').said).toContain('There is no list Tasks on that site');
    expect(added().fails('vendor-forbidden').said).toContain('did not take the item. Because.');
  });

  const found = () =>
    chat('update-item')
      .user('update an item', 'Tasks', 'skip', 'order')
      .succeeds({ items: [item], hasMore: false });

  it('are changed in the chosen column only, once it is clear which one is meant', () => {
    expect(found().said).toBe('Do you mean Order coffee?');
    const changed = found().user('yes', 'Status', 'Done');
    expect(changed.wants).toEqual({
      operation: 'update-item',
      input: { list: 'Tasks', id: '4', column: 'Status', value: 'Done' },
    });
    expect(changed.succeeds(item).said).toContain('Order coffee is updated.');
    expect(found().user('no').said).toBe('All right, nothing was changed.');
  });

  it('that are not there are no failure, and columns that are not are told of', () => {
    const none = chat('update-item')
      .user('update an item', 'Tasks', 'skip', 'x')
      .succeeds({ items: [], hasMore: false });
    expect(none.said).toBe('I found no item "x" on a list Tasks, so nothing was changed.');
    const wrong = found().user('yes', 'Colour', 'red').fails('input-invalid', 'The list has no column "Colour".');
    expect(wrong.said).toContain('did not take the change. The list has no column "Colour".');
  });
});
