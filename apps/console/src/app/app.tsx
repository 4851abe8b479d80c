import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from '../api/query-client.ts';
import { nonce } from './nonce.ts';
import { router } from './router.tsx';
import { IdleKeeper } from './idle/idle-keeper.tsx';
import { SessionKeeper } from './session-keeper.tsx';
import { theme } from './theme.ts';

/** The console: looks, reads and routes, in this order from the outside. */
export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queryClient}>
        <ModalsProvider>
          <Notifications position="bottom-right" limit={4} />
          <SessionKeeper />
          <IdleKeeper />
          <RouterProvider router={router} />
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
