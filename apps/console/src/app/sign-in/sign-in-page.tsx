import { Box, Center, Group, Paper, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Wordmark } from '../shell/wordmark.tsx';
import { SignInForm } from './sign-in-form.tsx';

const route = getRouteApi('/sign-in');

/** Where everybody comes in. */
export function SignInPage() {
  useDocumentTitle('Sign in · Attaché');
  const { returnTo } = route.useSearch();
  const router = useRouter();
  return (
    <Center mih="100dvh" p="md" component="main">
      <Box w="100%" maw="24rem">
        <Group justify="center" mb="lg">
          <Wordmark />
        </Group>
        <Paper withBorder p="xl" shadow="sm">
          <Title order={1} mb={4}>
            Sign in
          </Title>
          <Text c="dimmed" size="sm" mb="lg">
            To the console of your workspace.
          </Text>
          <SignInForm onDone={() => router.history.push(returnTo)} />
        </Paper>
      </Box>
    </Center>
  );
}
