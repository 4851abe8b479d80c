import { describe, expect, it } from 'vitest';
import { readTaskFile } from './read-task-file.ts';

const file = (text: string, size = text.length) => ({ name: 'My lead.json', size, text: () => Promise.resolve(text) });

describe('a file of a dialog', () => {
  it('is read with its name, or under that of the file', async () => {
    expect(await readTaskFile(file('{"name":" Lead ","graph":{"nodes":[]}}'))).toEqual({
      ok: true,
      name: 'Lead',
      graph: { nodes: [] },
    });
    expect(await readTaskFile(file('{"nodes":[]}'))).toMatchObject({ ok: true, name: 'My lead' });
  });

  it.each(['', 'x', 'null', '[]', '{}', '{"graph":{"nodes":{}}}'])('is refused when it says %s', async (text) => {
    expect(await readTaskFile(file(text))).toMatchObject({ ok: false });
  });

  it('is not even read when it is too large', async () => {
    const huge = { name: 'x', size: 9_000_000, text: () => Promise.reject(new Error('was read')) };
    expect(await readTaskFile(huge)).toMatchObject({ ok: false });
  });
});
