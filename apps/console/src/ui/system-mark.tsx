import { Avatar } from '@mantine/core';
import type { Schema } from '../api/client.ts';

const palette = ['ink', 'teal', 'grape', 'orange', 'cyan', 'pink', 'lime', 'violet'] as const;

interface SystemMarkProps {
  readonly name: string;
  readonly size?: number;
  /** What the catalogue shows of the system; without it, the first letters on a colour that is always the same for the name. */
  readonly mark?: Schema<'MarkView'>;
}

/** The mark of a system. */
export function SystemMark({ name, size = 42, mark }: SystemMarkProps) {
  if (mark !== undefined) return <KnownMark mark={mark} size={size} />;
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? words.map((word) => word[0]).join('') : name.slice(0, 2);
  return (
    <Avatar radius="md" size={size} color={palette[hash(name) % palette.length]} aria-hidden name="">
      {letters.slice(0, 2)}
    </Avatar>
  );
}

function KnownMark({ mark, size }: { readonly mark: Schema<'MarkView'>; readonly size: number }) {
  return (
    <Avatar radius="md" size={size} variant="filled" color={mark.color} autoContrast aria-hidden name="">
      {mark.kind === 'svg' ? (
        <svg viewBox="0 0 24 24" width="60%" height="60%" fill="currentColor">
          <path d={mark.path} />
        </svg>
      ) : (
        mark.letters
      )}
    </Avatar>
  );
}

function hash(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7);
}
