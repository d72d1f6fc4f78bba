import { type ChildProcess, fork } from 'node:child_process';
import type {
  JobCrash,
  JobOutcome,
  OptimizerJob,
  ReportProgress,
  WorkerMessage,
} from '../job-message';
import { isCodedError } from '@flotilla/foundation';
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
 * nothing of this happens in the servers' process. A worker that dies is news of the worker, not of the job, which may
 * well succeed in the next one; a job that takes too long has failed.
 */
export class WorkerProcess {
  private child: ChildProcess | undefined;

  /** @param fork makes the child; another one lets specs reach it */
  constructor(
    private readonly config: OptimizerConfig,
    private readonly fork: ForkWorker = forkWorker,
  ) {}

  /** Runs `job` to its outcome, or to the worker's end; never rejects. */
  async run(job: OptimizerJob, onProgress: ReportProgress): Promise<JobOutcome | JobCrash> {
    try {
      const child = this.child?.connected ? this.child : this.spawn();
      return await this.converse(child, job, onProgress);
    } catch (error) {
      await this.close();
      if (isCodedError(error)) return failedOutcome(error);
      return { kind: 'crashed', reason: error instanceof Error ? error.message : String(error) };
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
      const crashed = (reason: string) => {
        settle(() => {
          reject(new Error(`the worker process ${reason}`));
        });
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
        crashed(`ended with ${signal ?? `exit code ${code}`}`);
      };
      const onError = (error: unknown) => {
        crashed(`cannot be used: ${error instanceof Error ? error.message : String(error)}`);
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
