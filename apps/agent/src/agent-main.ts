import { totalmem } from 'node:os';
import { Agent } from './agent';
import { parseConfig, type AgentConfig } from './config';
import { helpText, isHelpAskedFor } from './help';
import { ensureEnrolled } from './identity/ensure-enrolled';
import { readInputData } from './input/input-source';
import { exitOf } from './lifecycle/exit';
import { lockDataFolder } from './lifecycle/lock-data-folder';
import { watchParent } from './lifecycle/watch-parent';
import { createLog, type Logger } from './log';

/**
 * Runs one device until SIGTERM, SIGINT, or (where asked) the end of the process that started it.
 * @returns the exit code: 0 after a clean stop, 2 for what its operator has to mend, 1 for what a restart may
 */
export async function agentMain(argv: readonly string[]): Promise<number> {
  if (isHelpAskedFor(argv)) {
    process.stdout.write(`${helpText()}\n`);
    return 0;
  }
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  let unwatch = (): void => undefined;
  let logOnDisk: Logger | null = null;
  try {
    const config = parseConfig(argv);
    if (config.exitWithParent || process.connected) unwatch = watchParent(stop);
    // Before the log, which may lie in there.
    const unlock = await lockDataFolder(config.dataDir, { signal: stopping.signal });
    try {
      const log = createLog(config);
      if (config.logFile !== undefined) logOnDisk = log;
      return await run(config, log, stopping.signal);
    } finally {
      await unlock();
    }
  } catch (error) {
    if (stopping.signal.aborted) return 0;
    const { exitCode, message, details } = exitOf(error);
    process.stderr.write(`${message}\n`);
    logOnDisk?.fatal(details, 'the agent cannot go on');
    return exitCode;
  } finally {
    unwatch();
    process.off('SIGTERM', stop).off('SIGINT', stop);
  }
}

async function run(config: AgentConfig, log: Logger, signal: AbortSignal): Promise<number> {
  const { inputSource, labels, runtimeLibrary } = config;
  // Before enrolment, which costs a token.
  const inputData =
    inputSource === undefined ? undefined : await readInputData(inputSource, labels);
  const identity = await ensureEnrolled(config, signal, log);
  // Loaded late: a device that waits for its enrolment needs no native runtime.
  const { createTfliteRuntime } = await import('@flotilla/runtime');
  const runtime = createTfliteRuntime({
    memoryLimitBytes: modelMemoryBytes(),
    ...(runtimeLibrary === undefined ? {} : { libraryPath: runtimeLibrary }),
  });
  const agent = await Agent.start({ config, runtime, identity, inputData, log });
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
