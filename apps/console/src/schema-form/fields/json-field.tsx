import { JsonInput } from '@mantine/core';
import { useState } from 'react';
import type { JsonValue } from '../json-schema.ts';
import { frameOf, type FieldProps } from './field.ts';

/** A value of no kind that a form knows, as JSON. */
export function JsonField(props: FieldProps) {
  const { value, onChange } = props;
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const [isBroken, setBroken] = useState(false);
  const { error, ...frame } = frameOf(props);
  const typed = (next: string) => {
    setText(next);
    const read = readJson(next);
    setBroken(read === broken);
    if (read !== broken) onChange(read as JsonValue | undefined);
  };
  return (
    <JsonInput
      {...frame}
      autosize
      minRows={3}
      maxRows={14}
      value={text}
      onChange={typed}
      spellCheck={false}
      error={isBroken ? 'This is not JSON yet.' : error}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
    />
  );
}

const broken = Symbol('broken');

function readJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return broken;
  }
}
