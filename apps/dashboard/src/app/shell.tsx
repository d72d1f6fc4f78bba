import { AppShell, Box, Burger, Container, Group, Image, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';
import { Outlet, useLocation, useNavigation } from 'react-router';
import { ColorSchemeToggle } from './color-scheme-toggle';
import { LiveIndicator } from './live-indicator';
import { Navigation } from './navigation';
import { SignOutButton } from './sign-out-button';

/** Header and navigation around every page. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  const busy = useNavigation().state !== 'idle';
  useEffect(close, [pathname, close]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding="lg"
    >
      <a href="#content" className="skip-link">
        Skip to the content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label="Navigation"
              aria-expanded={opened}
            />
            <Image src="/flotilla.svg" alt="" w={28} h={28} />
            <Text fw={700} size="lg">
              Flotilla
            </Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <LiveIndicator />
            <ColorSchemeToggle />
            <SignOutButton />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm">
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main className="app-main">
        <Container size={1240} p={0}>
          <Box id="content" tabIndex={-1} aria-busy={busy}>
            <Outlet />
          </Box>
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}
