import { useEffect, useEffectEvent } from 'react';

/** Calls `tick` again and again while the page is being looked at. */
export function useInterval(tick: () => void, everyMs: number): void {
  const onTick = useEffectEvent(tick);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') onTick();
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [everyMs]);
}
