import { Anchor, ScrollArea, Typography } from '@mantine/core';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';

const components: Components = {
  a: ({ href, children }) => (
    <Anchor href={href} target="_blank" rel="noopener noreferrer" td="underline" inherit>
      {children}
    </Anchor>
  ),
  // A page has one title, and it is not this one.
  h1: ({ children }) => <h2>{children}</h2>,
  img: () => null,
  table: ({ children }) => (
    <ScrollArea type="auto" mb="md" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': 'Table' }}>
      <table>{children}</table>
    </ScrollArea>
  ),
};

/** Markdown that somebody else wrote: HTML in it stays text, pictures are left out, links open beside us. */
export function MarkdownText({ text }: { readonly text: string }) {
  return (
    <Typography>
      <Markdown remarkPlugins={[remarkGfm]} components={components}>
        {text}
      </Markdown>
    </Typography>
  );
}
