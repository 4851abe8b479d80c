import { Avatar } from '@mantine/core';

const palette = ['ink', 'teal', 'grape', 'orange', 'cyan', 'pink', 'lime', 'violet'] as const;

/** The neutral mark of a system: its first letters on a colour that is always the same for it. */
export function SystemMark({ name, size = 42 }: { readonly name: string; readonly size?: number }) {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? words.map((word) => word[0]).join('') : name.slice(0, 2);
  return (
    <Avatar radius="md" size={size} color={palette[hash(name) % palette.length]} aria-hidden name="">
      {letters.slice(0, 2)}
    </Avatar>
  );
}

function hash(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7);
}
