import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifact } from '@flotilla/device';
import { pino } from 'pino';
import { ArtifactCache } from '../src/artifacts/artifact-cache';
import { Downloader } from '../src/artifacts/downloader';
import { ArtifactServer } from './artifact-server';

const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);

let server: ArtifactServer;
let cache: ArtifactCache;
let dataDir: string;
let file: Artifact;
let download: () => Promise<void>;

beforeEach(async () => {
  server = new ArtifactServer();
  dataDir = await mkdtemp(join(tmpdir(), 'flotilla-downloader-'));
  cache = new ArtifactCache(dataDir);
  await cache.open();
  file = { digest: server.add(bytes), sizeBytes: bytes.length };
  const downloader = new Downloader({
    gatewayUrl: await server.listen(),
    cache,
    headers: () => Promise.resolve({}),
    retryBaseMs: 1,
    retryMaximumMs: 4,
    log: pino({ level: 'silent' }),
  });
  download = () =>
    downloader.download('variant', file, {
      signal: AbortSignal.timeout(10_000),
      onProgress: () => undefined,
    });
});
afterEach(async () => {
  await server.close();
  await rm(dataDir, { recursive: true });
});

const held = (): Promise<Uint8Array> => readFile(cache.partPath('variant', file.digest));

describe('Downloader.download()', () => {
  it.each([
    ['says so', false],
    ['does not say so', true],
  ])('gives up on a server whose file is shorter than desired and %s', async (_, chunked) => {
    server.fault = () => ({ kind: 'hold-less', bytes: 60_000, chunked });
    await expect(download()).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    expect(server.requests.length).toBeLessThanOrEqual(5);
  });

  it('gives up on a server that has lost the rest of a file', async () => {
    server.fault = (_digest, nth) =>
      nth === 1
        ? { kind: 'cut-after', bytes: 70_000 }
        : { kind: 'hold-less', bytes: 60_000, chunked: false };
    await expect(download()).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    expect(server.requests.length).toBeLessThanOrEqual(5);
  });

  it('gets over a shorter file that was the network’s doing', async () => {
    server.fault = (_digest, nth) =>
      nth === 1 ? { kind: 'hold-less', bytes: 60_000, chunked: true } : { kind: 'none' };
    await download();
    expect(Buffer.compare(await held(), bytes)).toBe(0);
  });

  it('goes on for as many cuts as it takes while each brings more', async () => {
    server.fault = (_digest, nth) =>
      nth <= 9 ? { kind: 'cut-after', bytes: 10_000 } : { kind: 'none' };
    await download();
    expect(Buffer.compare(await held(), bytes)).toBe(0);
    expect(server.requests.length).toBeLessThanOrEqual(12);
  });

  it('waits for a server that is overloaded more often than it would bear a refusal', async () => {
    server.fault = (_digest, nth) =>
      nth <= 8 ? { kind: 'status', status: 503 } : { kind: 'none' };
    await download();
    server.fault = () => ({ kind: 'status', status: 403 });
    file = { ...file, digest: '0'.repeat(64) };
    await expect(download()).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
  });
});
