import type { ChildProcess } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderArtifactStore } from '@flotilla/artifact-store';
import { type Bus, createInProcessBus, type JobCrashed, type JobFinished } from '@flotilla/bus';
import { createOptimizer, type Optimizer } from '../src';
import { forkWorker } from '../src/host/worker-process';

const sample = join(__dirname, '../../../samples/fashion-mnist');
const whose = { organisationId: 'default', jobId: 'job' };

jest.setTimeout(60_000);

describe('the optimizer whose worker is killed', () => {
  let folder: string;
  let bus: Bus;
  let optimizer: Optimizer;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'optimizer-crash-'));
    bus = createInProcessBus();
    const fork = (config: Parameters<typeof forkWorker>[0]) => {
      const child = forkWorker(config);
      children.push(child);
      return child;
    };
    optimizer = createOptimizer({ bus, config: { artifactRoot: folder }, fork });
    await optimizer.start();
  });

  afterAll(async () => {
    await optimizer.close();
    await bus.close();
    await rm(folder, { recursive: true });
  });

  it('has no outcome for the attempt, and one for the next', async () => {
    const store = createFolderArtifactStore({ root: folder });
    const model = createReadStream(join(sample, 'model.keras'));
    const source = await store.put(whose.organisationId, model);
    const finished: JobFinished[] = [];
    await bus.subscribe('job.finished', (event) => {
      finished.push(event);
      return Promise.resolve();
    });
    const crashed = new Promise<JobCrashed>((resolve) => {
      void bus.subscribe('job.crashed', (event) => Promise.resolve(event).then(resolve));
    });
    const killing = await bus.subscribe('job.progress', () => {
      children[0]?.kill('SIGKILL');
      return Promise.resolve();
    });
    await bus.publish('job.import-model', { ...whose, attempt: 1, source });
    expect(await crashed).toEqual({
      ...whose,
      attempt: 1,
      reason: 'the worker process ended with SIGKILL',
    });
    expect(finished).toEqual([]);
    await killing.close();

    const again = new Promise<JobFinished>((resolve) => {
      void bus.subscribe('job.finished', (event) => Promise.resolve(event).then(resolve));
    });
    await bus.publish('job.import-model', { ...whose, attempt: 2, source });
    expect(await again).toMatchObject({ attempt: 2, outcome: { kind: 'import-model' } });
  });
});
