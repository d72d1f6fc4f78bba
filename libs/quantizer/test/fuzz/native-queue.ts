import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { NativeAnswer, NativeRun } from './native-run';
import type { Tally } from './tally';

/** A loop without end is a valid model; the slowest others take a second. */
const PATIENCE_MS = 10_000;

/** Of address space, some of which Node reserves for itself: what asks for more ends as it would on a small device. */
const MEMORY_LIMIT_KILOBYTES = 4 * 1024 ** 2;

/** Enough that the worker never waits. */
const LONGEST_BACKLOG = 64;

/** Runs files one after the other in a child process, and starts another where one ends or hangs. */
export class NativeQueue {
  #child: ChildProcess | undefined;
  #backlog = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly tally: Tally) {}

  /**
   * Resolves when there is room for more.
   * @param name tells findings apart
   */
  async add(name: string, run: NativeRun): Promise<void> {
    this.#backlog += 1;
    this.#last = this.#last.then(() => this.#run(name, run));
    if (this.#backlog >= LONGEST_BACKLOG) await this.#last;
  }

  /** After the last run. */
  async close(): Promise<void> {
    await this.#last;
    this.#child?.kill();
  }

  async #run(name: string, run: NativeRun): Promise<void> {
    const child = (this.#child ??= startWorker());
    const answer = await answerOf(child, run);
    this.#backlog -= 1;
    if (typeof answer === 'string') {
      child.kill('SIGKILL');
      this.#child = undefined;
      this.tally.find(name, answer);
    } else if ('fault' in answer) this.tally.find(name, answer.fault);
    else this.tally.count(answer.outcome);
  }
}

function startWorker(): ChildProcess {
  return spawn(
    'sh',
    [
      '-c',
      `ulimit -v ${MEMORY_LIMIT_KILOBYTES}; exec "$0" "$@"`,
      process.execPath,
      ...process.execArgv,
      join(__dirname, 'native-worker.ts'),
    ],
    { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
  );
}

/** The answer, or what became of the process in place of one. */
function answerOf(child: ChildProcess, run: NativeRun): Promise<NativeAnswer | string> {
  return new Promise((resolve) => {
    const settle = (answer: NativeAnswer | string): void => {
      clearTimeout(timer);
      child.off('message', settle);
      child.off('exit', ended);
      resolve(answer);
    };
    const ended = (code: number | null, signal: string | null): void => {
      settle(`ended the process: ${signal ?? `exit ${code}`}`);
    };
    const timer = setTimeout(settle, PATIENCE_MS, `hung for ${PATIENCE_MS / 1000} s`);
    child.once('message', settle);
    child.once('exit', ended);
    child.send(run);
  });
}
