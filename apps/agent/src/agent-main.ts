import { totalmem } from 'node:os';
import { isCodedError } from '@flotilla/foundation';
import { Agent } from './agent';
import { parseConfig, type AgentConfig } from './config';
import { ensureEnrolled } from './identity/ensure-enrolled';
import { watchParent } from './lifecycle/watch-parent';
import { createLog, type Logger } from './log';

/**
 * Runs one device until SIGTERM, SIGINT, or (where asked) the end of the process that started it.
 * @returns the exit code: 0 after a clean stop, 2 for a wrong configuration, 1 for what a restart may mend
 */
export async function agentMain(argv: readonly string[]): Promise<number> {
  let config: AgentConfig;
  try {
    config = parseConfig(argv);
  } catch (error) {
    if (!isCodedError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const log = createLog(config);
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const unwatch = config.exitWithParent || process.connected ? watchParent(stop) : () => undefined;
  try {
    return await run(config, log, stopping.signal);
  } catch (error) {
    if (stopping.signal.aborted) return 0;
    log.fatal(error, 'the agent cannot go on');
    return 1;
  } finally {
    unwatch();
    process.off('SIGTERM', stop).off('SIGINT', stop);
  }
}

async function run(config: AgentConfig, log: Logger, signal: AbortSignal): Promise<number> {
  const identity = await ensureEnrolled(config, signal, log);
  // Loaded late: a device that waits for its enrolment needs no native library.
  const { createTfliteRuntime } = await import('@flotilla/runtime');
  const { runtimeLibrary } = config;
  const runtime = createTfliteRuntime({
    memoryLimitBytes: modelMemoryBytes(),
    ...(runtimeLibrary === undefined ? {} : { libraryPath: runtimeLibrary }),
  });
  const agent = await Agent.start({ config, runtime, identity, log });
  await aborted(signal);
  log.info('agent stops');
  await agent.stop();
  return 0;
}

/** No model that a device runs needs more. */
const largestModelMemoryBytes = 2 ** 31;

/** At most half of what this process may have: the active variant and its successor are loaded at the same time. */
function modelMemoryBytes(): number {
  // 0 or beyond what the machine has where nothing constrains the process.
  const constrainedBytes = process.constrainedMemory() || Infinity;
  return Math.min(largestModelMemoryBytes, Math.floor(Math.min(totalmem(), constrainedBytes) / 2));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
  });
}
