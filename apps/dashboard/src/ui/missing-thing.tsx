import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from './empty-state';

export interface MissingThingProps {
  /** Such as “rollout”. */
  readonly what: string;
  readonly listPath: string;
}

/** A link to something that is not there. */
export function MissingThing({ what, listPath }: MissingThingProps) {
  return (
    <EmptyState
      icon={IconMapOff}
      title={`There is no such ${what}`}
      action={
        <Button component={Link} to={listPath} variant="default">
          Show all {what}s
        </Button>
      }
    >
      It may belong to another installation.
    </EmptyState>
  );
}
