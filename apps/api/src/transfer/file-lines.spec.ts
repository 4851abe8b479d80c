import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LineWriter, readLines } from './file-lines.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attache-lines-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const separators = 'one\u2028two\u2029three\u0085four';

async function linesOf(text: string, longest?: number): Promise<readonly string[]> {
  const path = join(folder, 'lines');
  await writeFile(path, text);
  const lines: string[] = [];
  for await (const line of readLines(path, longest)) lines.push(line);
  return lines;
}

describe('the lines of a file', () => {
  it('are written with nothing in them that some reader takes for the end of a line', async () => {
    const written: string[] = [];
    const writer = new LineWriter({ writeFile: async (text) => void written.push(String(text)) }, undefined);
    await writer.write(JSON.stringify({ name: separators }));
    expect(written).toHaveLength(1);
    expect(written[0]).not.toMatch(/[\u2028\u2029]/);
    expect(JSON.parse(written[0] ?? '')).toEqual({ name: separators });
    expect(writer.line).toBe(1);
  });

  it('end with a line feed only, also in files that hold other separators as they are', async () => {
    const json = JSON.stringify({ name: separators });
    expect(await linesOf(`${json}\n${json}\n`)).toEqual([json, json]);
    expect(await linesOf('{}\r\n{"a":1}\r\n')).toEqual(['{}', '{"a":1}']);
    expect(await linesOf('a\n\nb')).toEqual(['a', '', 'b']);
    expect(await linesOf('')).toEqual([]);
  });

  it('are put together from pieces, within a character too', async () => {
    const long = '\u{1f600}é'.repeat(100_000);
    expect(await linesOf(`x\n${long}\n${long}y\n`)).toEqual(['x', long, `${long}y`]);
  });

  it('are refused when one has no end', async () => {
    await expect(linesOf('x'.repeat(200_000), 100_000)).rejects.toMatchObject({ code: 'transfer-file-invalid' });
  });

  it('tell of a file that is not there, or is a folder', async () => {
    await expect(readLines(join(folder, 'nowhere')).next()).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(readLines(folder).next()).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it('are not lost silently when the disk is full', async () => {
    const file = await open('/dev/full', 'w');
    const written = new LineWriter(file, undefined).write('{}');
    await expect(written).rejects.toMatchObject({ code: 'ENOSPC' });
    await file.close();
  });
});
