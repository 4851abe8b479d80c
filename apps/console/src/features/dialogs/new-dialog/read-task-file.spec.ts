import { describe, expect, it } from 'vitest';
import { readTaskFile } from './read-task-file.ts';

const file = (text: string, size = text.length) => ({ name: 'My lead.json', size, text: () => Promise.resolve(text) });
const start = { id: 'start', type: 'intent', title: 'Hi', utterances: ['hi'], transitions: [{ to: 'end' }] };
const graph = { schemaVersion: 1, nodes: [start] };

describe('a file of a dialog', () => {
  it('is read with its name, or under that of the file', async () => {
    const named = { ok: true, name: 'Lead', graph, remarks: [] };
    expect(await readTaskFile(file(JSON.stringify({ name: ' Lead ', graph })))).toEqual(named);
    expect(await readTaskFile(file(JSON.stringify(graph)))).toEqual({ ...named, name: 'My lead' });
  });

  it('loses what nobody knows, and tells it', async () => {
    const strange = { ...graph, nodes: [{ ...start, mood: 'cheerful' }] };
    expect(await readTaskFile(file(JSON.stringify(strange)))).toMatchObject({
      graph,
      remarks: [{ pointer: '/nodes/0/mood' }],
    });
  });

  it.each(['', 'x', 'null', '[]', '{}', '{"graph":{"nodes":{}}}', '{"nodes":[]}', '{"nodes":[{"id":"a"}]}'])(
    'is refused when it says %s',
    async (text) => {
      expect(await readTaskFile(file(text))).toMatchObject({
        ok: false,
        reason: expect.stringMatching(/\.$/) as string,
      });
    },
  );

  it('is not even read when it is too large', async () => {
    const huge = { name: 'x', size: 17_000_000, text: () => Promise.reject(new Error('was read')) };
    expect(await readTaskFile(huge)).toMatchObject({ ok: false, reason: expect.stringContaining('larger') as string });
  });
});
