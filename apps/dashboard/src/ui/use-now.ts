import { useState } from 'react';
import { useInterval } from '../api/use-interval';

/** The time, renewed every few seconds, for ages such as “3 minutes ago”. */
export function useNow(everyMs = 10_000): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useInterval(() => {
    setNowMs(Date.now());
  }, everyMs);
  return nowMs;
}
