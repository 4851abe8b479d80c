import { Anchor, Box, Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** One step of the way back. */
export interface Crumb {
  readonly label: string;
  readonly to: string;
}

interface PageProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  /** Beside the title: the mark of a system, a state. */
  readonly mark?: ReactNode;
  /** Buttons of the page, the most important last. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every page: where we are, what it is about, what can be done. */
export function Page({ title, description, crumbs = [], mark, actions, children }: PageProps) {
  useDocumentTitle(`${title} · Attaché`);
  return (
    <Stack gap="lg" maw="var(--page-width)" mx="auto" pb="xl">
      <Box component="header">
        {crumbs.length > 0 && (
          <Breadcrumbs mb={6} aria-label="Where you are" component="nav" separatorMargin={6}>
            {crumbs.map(({ label, to }) => (
              <Anchor key={to} component={Link} to={to} size="sm" c="dimmed">
                {label}
              </Anchor>
            ))}
          </Breadcrumbs>
        )}
        <Group justify="space-between" align="flex-start" gap="md">
          <Group gap="md" wrap="nowrap" style={{ minWidth: 0 }}>
            {mark}
            <Box style={{ minWidth: 0 }}>
              <Title order={1} style={{ overflowWrap: 'anywhere' }}>
                {title}
              </Title>
              {description !== undefined && (
                <Text c="dimmed" size="sm" mt={4} maw="46rem" component="div">
                  {description}
                </Text>
              )}
            </Box>
          </Group>
          {actions !== undefined && <Group gap="xs">{actions}</Group>}
        </Group>
      </Box>
      {children}
    </Stack>
  );
}
