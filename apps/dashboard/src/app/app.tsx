import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { RouterProvider } from 'react-router';
import { SessionProvider } from '../api/session';
import { router } from './routes';
import { SignInGate } from './sign-in-gate';
import { cssVariables, theme } from './theme';

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-right" />
      <SessionProvider>
        <SignInGate>
          <RouterProvider router={router} />
        </SignInGate>
      </SessionProvider>
    </MantineProvider>
  );
}
