import { setTimeout as sleep } from 'node:timers/promises';
import type { Bus, Subscription } from '@flotilla/bus';
import { type OptimizerConfigInput, parseOptimizerConfig } from './config';
import { type ForkWorker, WorkerProcess } from './host/worker-process';
import type { OptimizerJob } from './job-message';

export interface Optimizer {
  start(): Promise<void>;
  /** Ends the job under way; the control plane asks for it again. */
  close(): Promise<void>;
}

export interface OptimizerOptions {
  readonly bus: Bus;
  readonly config: OptimizerConfigInput;
  /** Makes the worker; another one lets specs reach it. */
  readonly fork?: ForkWorker;
}

/** What ended a worker may pass (memory that others took), and a job that ends every worker must not keep us busy. */
const crashPauseMs = 1_000;

/**
 * Takes jobs from the bus, one at a time, and answers each with one `job.finished`, or with `job.crashed` when its
 * worker was gone first. Stateless: what is lost with it is asked for again by the control plane.
 * @throws CodedError `INVALID_CONFIG`
 */
export function createOptimizer({ bus, config, fork }: OptimizerOptions): Optimizer {
  const worker = new WorkerProcess(parseOptimizerConfig(config), fork);
  const subscriptions: Subscription[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  const closing = new AbortController();
  const isClosing = () => closing.signal.aborted;

  const execute = async (job: OptimizerJob): Promise<void> => {
    if (isClosing()) return;
    const { organisationId, jobId, attempt } = job.job;
    const whose = { organisationId, jobId, attempt };
    const result = await worker.run(job, (step) => {
      // A hint: where the bus is full or closed, the next step or the outcome tells more.
      bus.publish('job.progress', { ...whose, ...step }).catch(() => undefined);
    });
    if (result.kind === 'crashed')
      await sleep(crashPauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
    if (isClosing()) return;
    if (result.kind === 'crashed')
      await bus.publish('job.crashed', { ...whose, reason: result.reason });
    else await bus.publish('job.finished', { ...whose, outcome: result });
  };
  /** The worker holds one job; the next waits here rather than in a second process. */
  const enqueue = (job: OptimizerJob): Promise<void> => {
    const done = queue.then(() => execute(job));
    queue = done.catch(() => undefined);
    return done;
  };

  return {
    async start() {
      const group = { group: 'optimizer' };
      subscriptions.push(
        await bus.subscribe(
          'job.import-model',
          (job) => enqueue({ kind: 'import-model', job }),
          group,
        ),
        await bus.subscribe(
          'job.import-dataset',
          (job) => enqueue({ kind: 'import-dataset', job }),
          group,
        ),
        await bus.subscribe(
          'job.build-variant',
          (job) => enqueue({ kind: 'build-variant', job }),
          group,
        ),
      );
    },
    async close() {
      closing.abort();
      await worker.close();
      await Promise.all(subscriptions.map((subscription) => subscription.close()));
    },
  };
}
