import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { TransferError } from './errors.js';
import { checksum, type FileKey } from './file-key.js';

/** Rows that went along, by table. */
export type RowCounts = Readonly<Record<string, number>>;

/** No row is as long: what is, is no file of ours. */
const longestLine = 256 * 1_048_576;

/** Writes lines, counts them and seals the whole. */
export class LineWriter {
  private readonly hash;
  line = 0;

  constructor(
    private readonly file: Pick<FileHandle, 'writeFile'>,
    readonly key: FileKey | undefined,
  ) {
    this.hash = key?.seal() ?? checksum();
  }

  /** JSON on one line, whatever its reader takes for the end of one. */
  async write(json: string): Promise<void> {
    const line = `${json.replace(/[\u2028\u2029]/g, escaped)}\n`;
    this.hash.update(line);
    this.line += 1;
    await this.file.writeFile(line);
  }

  async end(counts: RowCounts): Promise<void> {
    const seal = this.hash.update(JSON.stringify(counts)).digest('base64url');
    await this.file.writeFile(`${JSON.stringify({ end: { counts, seal } })}\n`);
  }
}

function escaped(separator: string): string {
  return `\\u${separator.charCodeAt(0).toString(16)}`;
}

/**
 * The lines of a file. A line ends with a line feed and nothing else: U+2028 and U+2029 are text in JSON.
 * @throws {TransferError}; errors of the file system
 */
export async function* readLines(path: string, longest = longestLine): AsyncGenerator<string, void, undefined> {
  let begun: string[] = [];
  let length = 0;
  for await (const chunk of createReadStream(path, { encoding: 'utf8' }) as AsyncIterable<string>) {
    const [first = '', ...rest] = chunk.split('\n');
    begun.push(first);
    length += first.length;
    for (const next of rest) {
      yield lineOf(begun);
      begun = [next];
      length = next.length;
    }
    if (length > longest) throw new TransferError('transfer-file-invalid', 'This is no file of npm run data:export.');
  }
  if (length > 0) yield lineOf(begun);
}

/** Somebody may have sent the file as text, from or to Windows. */
function lineOf(pieces: readonly string[]): string {
  const line = pieces.join('');
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
