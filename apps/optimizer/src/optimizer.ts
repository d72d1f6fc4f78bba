import type { Bus, Subscription } from '@flotilla/bus';
import { type OptimizerConfigInput, parseOptimizerConfig } from './config';
import { WorkerProcess } from './host/worker-process';
import type { OptimizerJob } from './job-message';

export interface Optimizer {
  start(): Promise<void>;
  /** Ends the job under way; the control plane asks for it again. */
  close(): Promise<void>;
}

/**
 * Takes jobs from the bus, one at a time, and answers each with exactly one `job.finished`. Stateless: what is lost
 * with it is asked for again by the control plane.
 * @throws CodedError `INVALID_CONFIG`
 */
export function createOptimizer({
  bus,
  config,
}: {
  bus: Bus;
  config: OptimizerConfigInput;
}): Optimizer {
  const worker = new WorkerProcess(parseOptimizerConfig(config));
  const subscriptions: Subscription[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  let closing = false;

  const execute = async (job: OptimizerJob): Promise<void> => {
    if (closing) return;
    const { organisationId, jobId, attempt } = job.job;
    const whose = { organisationId, jobId, attempt };
    const outcome = await worker.run(job, (step) => {
      // A hint: where the bus is full or closed, the next step or the outcome tells more.
      bus.publish('job.progress', { ...whose, ...step }).catch(() => undefined);
    });
    if (!isClosing()) await bus.publish('job.finished', { ...whose, outcome });
  };
  const isClosing = () => closing;
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
      closing = true;
      await worker.close();
      await Promise.all(subscriptions.map((subscription) => subscription.close()));
    },
  };
}
