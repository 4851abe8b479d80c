import { expect, it } from 'vitest';
import { Chat } from '#connectors/testing';
import { googleDrive } from './google-drive.connector.js';

const url = 'https://drive.google.com/file/d/file-1/view';
const file = { id: 'file-1', url, name: 'Travel.pdf', type: 'file', mediaType: 'application/pdf' };

it('files are found by name or content, page by page', () => {
  const asked = () => new Chat(googleDrive, 'find-file').user('find a file', 'content', 'travel');
  expect(asked().wants?.input).toEqual({ keyword: 'travel', searchIn: 'content', limit: 5 });
  const page = asked().succeeds({ files: [file], hasMore: true, nextCursor: 'c1' });
  expect(page.said).toBe(`Travel.pdf\n${url}\nShow more?`);
  expect(page.user('yes').wants?.input).toMatchObject({ cursor: 'c1' });
  expect(asked().succeeds({ files: [], hasMore: false }).said).toBe('I found no file with "travel".');
});

it('a file is shared once that is confirmed', () => {
  const found = () =>
    new Chat(googleDrive, 'share-file').user('share a file', 'trav').succeeds({ files: [file], hasMore: false });
  expect(found().said).toContain('I found Travel.pdf. With whom');
  const asked = () => found().user('ben@example.com', 'comment');
  expect(asked().said).toBe('Shall I share Travel.pdf with ben@example.com as commenter?');
  expect(asked().user('no').said).toBe('All right, nothing was shared.');
  const shared = asked().user('yes');
  expect(shared.wants).toEqual({
    operation: 'share-file',
    input: { id: 'file-1', email: 'ben@example.com', role: 'commenter' },
  });
  const output = {
    id: 'file-1',
    url,
    name: 'Travel.pdf',
    permissionId: 'p1',
    role: 'commenter',
    email: 'ben@example.com',
  };
  expect(shared.succeeds(output).said).toContain(`shared with ben@example.com. ${url} [View file](${url})`);
  expect(asked().user('yes').fails('vendor-forbidden').said).toContain('did not share the file. Because.');
  const none = new Chat(googleDrive, 'share-file').user('share a file', 'x').succeeds({ files: [], hasMore: false });
  expect(none.said).toBe('I found no file "x", so nothing was shared.');
});
