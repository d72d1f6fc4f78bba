import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '../ui/empty-state';
import { Page } from '../ui/page';

export function NotFoundPage() {
  return (
    <Page title="Not found">
      <EmptyState
        icon={IconMapOff}
        title="There is no such page"
        action={
          <Button component={Link} to="/">
            Go to the start
          </Button>
        }
      >
        The link may be old, or mistyped.
      </EmptyState>
    </Page>
  );
}
