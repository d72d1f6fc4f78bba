/** Resolves at the first Ctrl-C or request to end; a second one ends the process at once. */
export function interrupted(): Promise<'interrupted'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (stopping) process.exit(130);
        stopping = true;
        resolve('interrupted');
      });
    let stopping = false;
  });
}
