import { Box, Code } from '@mantine/core';
import { CopyIcon } from './copy-field.tsx';

interface CodeBlockProps {
  /** Text, or a value that is shown as JSON. */
  readonly value: unknown;
  readonly what: string;
  readonly maxHeight?: number | string;
}

/** Text of a program, or JSON, that can be copied; scrolls by keyboard too. */
export function CodeBlock({ value, what, maxHeight = '24rem' }: CodeBlockProps) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <Box pos="relative">
      <Code block tabIndex={0} aria-label={what} mah={maxHeight} pr={44} style={{ overflow: 'auto' }}>
        {text}
      </Code>
      <Box pos="absolute" top={6} right={6} bg="var(--mantine-color-body)" bdrs="sm">
        <CopyIcon value={text} what={what} />
      </Box>
    </Box>
  );
}
