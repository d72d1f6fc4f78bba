import { Badge, type MantineColor } from '@mantine/core';
import { asTitle } from './format/words';

const colors: Readonly<Record<string, MantineColor>> = {
  // Good.
  READY: 'green',
  ONLINE: 'green',
  COMPLETED: 'green',
  PASSED: 'green',
  PASS: 'green',
  SUCCEEDED: 'green',
  ALREADY_INSTALLED: 'green',
  CHOSEN: 'green',
  // Under way.
  RUNNING: 'blue',
  BUILDING: 'blue',
  IMPORTING: 'blue',
  CHECKING: 'blue',
  OFFERED: 'blue',
  DOWNLOADING: 'blue',
  VERIFYING: 'blue',
  TESTING: 'blue',
  COMMITTING: 'blue',
  WAIT: 'blue',
  // Wants a look.
  PAUSED: 'yellow',
  ROLLED_BACK: 'orange',
  NO_VARIANT: 'yellow',
  // Bad.
  FAILED: 'red',
  FAIL: 'red',
  REJECTED: 'red',
  ABORTED: 'red',
  REVOKED: 'red',
};

/** The colour that stands for a state everywhere; grey for the quiet ones. */
export function colorOfState(state: string): MantineColor {
  return colors[state] ?? 'gray';
}

/** A state in words, with a colour that only repeats what they say. */
export function StateBadge({ state, label }: { readonly state: string; readonly label?: string }) {
  return (
    <Badge color={colorOfState(state)} variant="dot" tt="none" fw={600} miw="max-content">
      {label ?? asTitle(state)}
    </Badge>
  );
}
