const pollMs = 500;

/**
 * Calls back once when the process that started this one is gone: over the IPC channel where there is one, and by the
 * parent's id, which the system changes when it dies.
 * @returns stops watching
 */
export function watchParent(onGone: () => void): () => void {
  const parentId = process.ppid;
  let isDone = false;
  const gone = (): void => {
    if (isDone) return;
    stop();
    onGone();
  };
  const stop = (): void => {
    isDone = true;
    clearInterval(timer);
    process.off('disconnect', gone);
  };
  const timer = setInterval(() => {
    if (process.ppid !== parentId) gone();
  }, pollMs);
  process.on('disconnect', gone);
  return stop;
}
