import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useSession } from '../api/session';

export function SignOutButton() {
  const { signOut } = useSession();
  return (
    <Tooltip label="Sign out: forget the token in this browser">
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Sign out" onClick={signOut}>
        <IconLogout size={18} stroke={1.6} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
