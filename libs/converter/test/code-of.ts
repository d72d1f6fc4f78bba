/** What `attempt` throws; `undefined` when it throws nothing. */
export function errorOf(attempt: () => unknown): unknown {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The code of the error that `attempt` throws; the error itself when it has none. */
export function codeOf(attempt: () => unknown): unknown {
  const error = errorOf(attempt);
  return error instanceof Error && 'code' in error ? error.code : error;
}
