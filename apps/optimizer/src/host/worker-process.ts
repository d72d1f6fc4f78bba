import { type ChildProcess, fork } from 'node:child_process';
import type { JobOutcome, OptimizerJob, ReportProgress, WorkerMessage } from '../job-message';
import { failedOutcome, optimizerError } from '../errors';
import type { OptimizerConfig } from '../config';

export type ForkWorker = (config: OptimizerConfig) => ChildProcess;

export const forkWorker: ForkWorker = ({ artifactRoot, workerHeapMebibytes }) =>
  fork(require.resolve('@flotilla/optimizer/worker'), [artifactRoot], {
    serialization: 'advanced',
    execArgv: ['--enable-source-maps', `--max-old-space-size=${workerHeapMebibytes}`],
    // XNNPACK writes a line to stderr when it is applied; only crashes are worth reading here.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });

/**
 * A child process that runs one job at a time. Models are hostile until proven otherwise and native code may crash, so
 * nothing of this happens in the servers' process; a worker that dies or hangs costs its job an attempt, no more.
 */
export class WorkerProcess {
  private child: ChildProcess | undefined;

  /** @param fork makes the child; another one lets specs reach it */
  constructor(
    private readonly config: OptimizerConfig,
    private readonly fork: ForkWorker = forkWorker,
  ) {}

  /** Runs `job` to its outcome; never rejects. */
  async run(job: OptimizerJob, onProgress: ReportProgress): Promise<JobOutcome> {
    try {
      const child = this.child?.connected ? this.child : this.spawn();
      return await this.converse(child, job, onProgress);
    } catch (error) {
      await this.close();
      return failedOutcome(error);
    }
  }

  /** Ends the child at once, whatever it does. Idempotent. */
  async close(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      child.once('exit', () => {
        resolve();
      });
      child.kill('SIGKILL');
    });
  }

  private spawn(): ChildProcess {
    const child = this.fork(this.config);
    // Emitted also between jobs, by a child that cannot be signalled or written to; nobody listening ends the process.
    // What it means for a job shows in that job: the child is gone, or does not answer.
    child.on('error', () => undefined);
    this.child = child;
    return child;
  }

  private converse(
    child: ChildProcess,
    job: OptimizerJob,
    onProgress: ReportProgress,
  ): Promise<JobOutcome> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        child.off('message', onMessage);
        child.off('exit', onExit);
        child.off('error', onError);
        act();
      };
      const timer = setTimeout(() => {
        const { jobTimeoutMs } = this.config;
        const message = `the job took longer than ${jobTimeoutMs / 1000} s and was ended`;
        settle(() => {
          reject(optimizerError('JOB_TIMEOUT', message));
        });
      }, this.config.jobTimeoutMs);
      const onMessage = (message: WorkerMessage) => {
        if (message.type === 'progress') onProgress(message.progress);
        if (message.type === 'finished')
          settle(() => {
            resolve(message.outcome);
          });
      };
      const onExit = (code: number | null, signal: string | null) => {
        settle(() => {
          const message = `the worker process ended with ${signal ?? `exit code ${code}`}`;
          reject(optimizerError('WORKER_CRASHED', message));
        });
      };
      const onError = (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        settle(() => {
          reject(optimizerError('WORKER_CRASHED', `the worker process cannot be used: ${reason}`));
        });
      };
      child.on('message', onMessage);
      child.on('exit', onExit);
      child.on('error', onError);
      try {
        child.send(job);
      } catch (error) {
        onError(error);
      }
    });
  }
}
