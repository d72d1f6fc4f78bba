import type { ChildProcess } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ArtifactStore, createFolderArtifactStore } from '@flotilla/artifact-store';
import { parseOptimizerConfig } from '../src/config';
import { forkWorker, WorkerProcess } from '../src/host/worker-process';
import type { OptimizerJob } from '../src/job-message';

const sample = join(__dirname, '../../../samples/fashion-mnist');
const organisationId = 'default';

let folder: string;
let store: ArtifactStore;
let worker: WorkerProcess;
const children: ChildProcess[] = [];

jest.setTimeout(60_000);

function start(options: { jobTimeoutMs?: number } = {}): void {
  worker = new WorkerProcess(
    parseOptimizerConfig({ artifactRoot: folder, ...options }),
    (config) => {
      const child = forkWorker(config);
      children.push(child);
      return child;
    },
  );
}

const put = (file: string) => store.put(organisationId, createReadStream(join(sample, file)));
const whose = { organisationId, jobId: 'job', attempt: 1 };

const importModel = async (): Promise<OptimizerJob> => ({
  kind: 'import-model',
  job: { ...whose, source: await put('model.keras') },
});

const importDataset = async (): Promise<OptimizerJob> => ({
  kind: 'import-dataset',
  job: { ...whose, inputs: await put('golden-inputs.npy'), labels: null },
});

const nothing = (): void => undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worker-process-'));
  store = createFolderArtifactStore({ root: folder });
});

afterEach(async () => {
  await worker.close();
  children.splice(0);
});

afterAll(() => rm(folder, { recursive: true }));

describe('WorkerProcess', () => {
  it('keeps one child for job after job', async () => {
    start();
    expect(await worker.run(await importDataset(), nothing)).toMatchObject({ sampleCount: 16 });
    expect(await worker.run(await importDataset(), nothing)).toMatchObject({ sampleCount: 16 });
    expect(children).toHaveLength(1);
  });

  it('reports a child that dies in the middle of a job, and does the next one', async () => {
    start();
    const outcome = await worker.run(await importModel(), () => children[0]?.kill('SIGKILL'));
    expect(outcome).toMatchObject({ kind: 'crashed' });
    expect(await worker.run(await importModel(), nothing)).toMatchObject({ kind: 'import-model' });
    expect(children).toHaveLength(2);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'leaves it to the host when a child ends that gets %s with it',
    async (signal) => {
      start();
      const outcome = await worker.run(await importModel(), () => children[0]?.kill(signal));
      expect(outcome).toMatchObject({ kind: 'import-model' });
      expect(children).toHaveLength(1);
    },
  );

  it('ends a child whose host is gone', async () => {
    start();
    await worker.run(await importDataset(), nothing);
    const ended = new Promise((resolve) => children[0]?.once('exit', resolve));
    children[0]?.disconnect();
    expect(await ended).toBe(0);
  });

  it('ends a child that hangs, and does the next job', async () => {
    start({ jobTimeoutMs: 6000 });
    const outcome = await worker.run(await importModel(), () => children[0]?.kill('SIGSTOP'));
    expect(outcome).toMatchObject({ kind: 'failed', code: 'JOB_TIMEOUT' });
    expect(children[0]?.signalCode).toBe('SIGKILL');
    expect(await worker.run(await importDataset(), nothing)).toMatchObject({ sampleCount: 16 });
  });

  it('starts another child for the next job where one died between jobs', async () => {
    start();
    await worker.run(await importDataset(), nothing);
    const died = new Promise((resolve) => children[0]?.once('exit', resolve));
    children[0]?.kill('SIGKILL');
    await died;
    expect(await worker.run(await importDataset(), nothing)).toMatchObject({ sampleCount: 16 });
  });

  it('survives an error of the child between jobs', async () => {
    start();
    await worker.run(await importDataset(), nothing);
    expect(children[0]?.emit('error', new Error('cannot be signalled'))).toBe(true);
    expect(await worker.run(await importDataset(), nothing)).toMatchObject({ sampleCount: 16 });
  });

  it('reports a job that cannot be sent, at once, and does the next one', async () => {
    start();
    const source = { digest: 'f'.repeat(64), sizeBytes: 1, unsendable: nothing };
    const job: OptimizerJob = { kind: 'import-model', job: { ...whose, source } };
    expect(await worker.run(job, nothing)).toMatchObject({ kind: 'crashed' });
    expect(await worker.run(await importDataset(), nothing)).toMatchObject({ sampleCount: 16 });
  });
});
