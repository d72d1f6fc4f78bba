import type { Runtime } from '@flotilla/evaluation';
import { messageOf } from '@flotilla/foundation';

/** A runtime that the result was loaded and run in. */
export interface RuntimeCheck {
  readonly runtime: string;
  readonly version: string;
  /** Whether the result is made for it, so that a refusal is an error. */
  readonly isTarget: boolean;
  readonly runs: boolean;
  /** The runtime's own words where it does not run the result. */
  readonly message?: string;
}

/**
 * Runs the result in its target runtime and in others.
 * @param verify throws where a runtime does not load or run it
 * @throws CodedError what `verify` throws of the target
 */
export async function checkRuntimes(
  target: Runtime | undefined,
  others: readonly Runtime[],
  verify: (runtime: Runtime) => Promise<void>,
): Promise<RuntimeCheck[]> {
  const checks: RuntimeCheck[] = [];
  if (target !== undefined) {
    await verify(target);
    checks.push({ ...named(target), isTarget: true, runs: true });
  }
  for (const other of others) {
    try {
      await verify(other);
      checks.push({ ...named(other), isTarget: false, runs: true });
    } catch (error) {
      checks.push({ ...named(other), isTarget: false, runs: false, message: messageOf(error) });
    }
  }
  return checks;
}

function named({ name, version }: Runtime): Pick<RuntimeCheck, 'runtime' | 'version'> {
  return { runtime: name, version };
}
