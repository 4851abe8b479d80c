import { describe, expect, it } from 'vitest';
import { allOf } from './pages.ts';

describe('everything of a list', () => {
  it('is read page by page to its end', async () => {
    const asked: (string | undefined)[] = [];
    const items = await allOf((cursor) => {
      asked.push(cursor);
      const from = Number(cursor ?? 0);
      return Promise.resolve({ items: [from, from + 1], nextCursor: from < 4 ? String(from + 2) : null });
    });
    expect(items).toEqual([0, 1, 2, 3, 4, 5]);
    expect(asked).toEqual([undefined, '2', '4']);
  });

  it('fails as a whole when a page cannot be read', async () => {
    const load = (cursor: string | undefined) =>
      cursor === undefined ? Promise.resolve({ items: [1], nextCursor: 'x' }) : Promise.reject(new Error('gone'));
    await expect(allOf(load)).rejects.toThrow('gone');
  });
});
