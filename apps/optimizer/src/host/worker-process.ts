import { type ChildProcess, fork } from 'node:child_process';
import type { JobOutcome, OptimizerJob, ReportProgress, WorkerMessage } from '../job-message';
import { failedOutcome, optimizerError } from '../errors';
import type { OptimizerConfig } from '../config';

/**
 * A child process that runs one job at a time. Models are hostile until proven otherwise and native code may crash, so
 * nothing of this happens in the servers' process; a worker that dies or hangs costs its job an attempt, no more.
 */
export class WorkerProcess {
  private child: ChildProcess | undefined;

  constructor(private readonly config: OptimizerConfig) {}

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
    this.child = fork(require.resolve('@flotilla/optimizer/worker'), [this.config.artifactRoot], {
      serialization: 'advanced',
      execArgv: ['--enable-source-maps', `--max-old-space-size=${this.config.workerHeapMebibytes}`],
      // XNNPACK writes a line to stderr when it is applied; only crashes are worth reading here.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return this.child;
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
      const onError = (error: Error) => {
        settle(() => {
          reject(optimizerError('WORKER_CRASHED', `no worker process: ${error.message}`));
        });
      };
      child.on('message', onMessage);
      child.on('exit', onExit);
      child.on('error', onError);
      child.send(job);
    });
  }
}
