import { useRouteError } from 'react-router';
import { ProblemAlert } from '../ui/problem-alert';

/** A page that could not be loaded or drawn; the rest of the dashboard stays. */
export function RouteError() {
  const error = useRouteError();
  const message = error instanceof Error ? error.message : String(error);
  return (
    <ProblemAlert
      title="This page cannot be shown"
      problem={{
        code: 'DASHBOARD_FAULT',
        message,
        advice: 'Reload it: Flotilla may have been updated since you opened it.',
      }}
      onRetry={() => {
        window.location.reload();
      }}
    />
  );
}
