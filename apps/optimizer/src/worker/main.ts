import { createFolderArtifactStore } from '@flotilla/artifact-store';
import { createTfliteRuntime } from '@flotilla/runtime';
import { failedOutcome } from '../errors';
import type { JobOutcome, OptimizerJob, WorkerMessage } from '../job-message';
import { buildVariant } from '../jobs/build-variant';
import { importDataset } from '../jobs/import-dataset';
import { importModel } from '../jobs/import-model';
import type { JobContext } from '../jobs/job-context';

type Surroundings = Pick<JobContext, 'artifacts' | 'runtime'>;

function send(message: WorkerMessage): void {
  process.send?.(message);
}

function execute(each: OptimizerJob, context: JobContext): Promise<JobOutcome> {
  switch (each.kind) {
    case 'import-model':
      return importModel(each.job, context);
    case 'import-dataset':
      return importDataset(each.job, context);
    case 'build-variant':
      return buildVariant(each.job, context);
  }
}

async function answer(each: OptimizerJob, surroundings: Surroundings): Promise<void> {
  try {
    const context: JobContext = {
      ...surroundings,
      organisationId: each.job.organisationId,
      report: (progress) => {
        send({ type: 'progress', progress });
      },
    };
    send({ type: 'finished', outcome: await execute(each, context) });
  } catch (error) {
    send({ type: 'finished', outcome: failedOutcome(error) });
  }
}

function prepare(root: string | undefined): Surroundings {
  if (root === undefined)
    throw new RangeError('the worker needs the artifact folder as its argument');
  return { artifacts: createFolderArtifactStore({ root }), runtime: createTfliteRuntime() };
}

const surroundings = prepare(process.argv[2]);
process.on('message', (each: OptimizerJob) => void answer(each, surroundings));
// A terminal's Ctrl-C and hang-up, and a service manager's stop, reach every process of the group or the service. When
// this one ends is the host's to say: were it first, the job under way would look like one that kills its worker.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
// The host is gone: nobody would hear the result.
process.on('disconnect', () => {
  process.exit(0);
});
