import { Badge } from '@mantine/core';
import { useSession } from '../api/session';

/** Says so when live updates have stopped; silence means that they flow. */
export function LiveIndicator() {
  const { live } = useSession();
  return (
    <div role="status">
      {!live && (
        <Badge color="yellow" variant="dot" tt="none">
          Reconnecting …
        </Badge>
      )}
    </div>
  );
}
