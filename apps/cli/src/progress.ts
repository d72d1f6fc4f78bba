import type { CliContext } from './context';

/** Work that is over sooner needs no progress. */
const quietMs = 1000;

/** Not more often than people can read. */
const intervalMs = 100;

export interface Progress {
  readonly report: (done: number, total?: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** Tells on a terminal how far one piece of work is. */
export function progressOf({ drawProgress, nowMs }: CliContext, label: string): Progress {
  const start = nowMs();
  let drawnAt = start + quietMs - intervalMs;
  let drawn = false;
  return {
    report: (done, total) => {
      if (!drawProgress || nowMs() - drawnAt < intervalMs) return;
      drawnAt = nowMs();
      drawn = true;
      drawProgress(`${label}: ${done}${total === undefined ? '' : ` of ${total}`}`);
    },
    end: () => {
      if (drawn) drawProgress?.('');
    },
  };
}
