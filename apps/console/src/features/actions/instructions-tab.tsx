import { Anchor, List, Paper, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { MarkdownText } from '../../ui/markdown.tsx';
import type { TabProps } from './action-tabs.tsx';

/** How to register an app at the system, which scopes it needs and why, and where the vendor says more. */
export function InstructionsTab({ connector }: TabProps) {
  const others = connector.links.filter(({ url }) => !connector.readme.includes(url));
  return (
    <Paper withBorder p={{ base: 'md', sm: 'xl' }}>
      {connector.readme === '' ? (
        <Text size="sm" c="dimmed">
          This server was installed without the instructions of {connector.name}; its vendor's pages are below.
        </Text>
      ) : (
        <MarkdownText text={withoutTitle(connector.readme)} />
      )}
      {others.length > 0 && (
        <>
          <Title order={2} mt="lg" mb="xs">
            At {connector.name}
          </Title>
          <List size="sm" spacing={4}>
            {others.map(({ title, url }) => (
              <List.Item key={url}>
                <Anchor href={url} target="_blank" rel="noopener noreferrer">
                  {title} <IconExternalLink size={13} aria-label="opens in a new tab" />
                </Anchor>
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Paper>
  );
}

/** The page has the same title already. */
function withoutTitle(markdown: string): string {
  return markdown.replace(/^# .*\n+/, '');
}
