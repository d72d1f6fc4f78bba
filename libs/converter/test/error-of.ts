/** What `attempt` throws; `undefined` when it throws nothing. */
export function errorOf(attempt: () => unknown): unknown {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return error;
  }
}
