import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Device, offer, target } from './device';
import { Platform, until } from './platform';
import { digestOf, goldenFile, tinyModel } from './tiny-model';

const [first, second] = [tinyModel(1), tinyModel(2)];

let platform: Platform;
let device: Device;

beforeEach(async () => {
  platform = await Platform.start();
  device = await Device.make(platform);
});

afterEach(async () => {
  await device.destroy();
  await platform.stop();
});

/** A device on which `first` is active and infers. */
async function startServing(): Promise<void> {
  await device.start(await device.inputSource(first));
  await platform.desire(target(1, [offer(platform, first)]));
  await platform.settled({ attempt: 1, state: 'succeeded' });
}

/** Waits for a window of this variant that ends after now. */
function serves(digest: string) {
  const fromMs = BigInt(Date.now());
  return until(`inferences of ${digest}`, () =>
    platform.windows.find(
      (each) => each.variantId === `variant-${digest.slice(0, 8)}` && each.startedAtMs >= fromMs,
    ),
  );
}

describe('an update', () => {
  it('goes from desired to committed, and what it serves is counted', async () => {
    await startServing();
    expect(platform.progress.map((each) => each.state)).toEqual([
      'downloading',
      'verifying',
      'downloading',
      'verifying',
      'testing',
      'committing',
      'succeeded',
    ]);
    expect(platform.progress.at(-1)).toMatchObject({ delegate: 'xnnpack', version: 1, code: '' });
    const window = await serves(first.digest);
    expect(window).toMatchObject({ model: 'tiny', delegate: 'xnnpack', failureCount: 0n });
    expect(window.correctCount).toBe(window.labelledCount);
    expect(window.labelledCount).toBe(window.inferenceCount);
    expect(platform.artifacts.requests[0]).toMatchObject({ device: 'default/device-1' });
  });

  it('switches without a failed inference and keeps the way back', async () => {
    await startServing();
    await platform.desire(target(2, [offer(platform, second)]));
    await platform.settled({ attempt: 2, state: 'succeeded' });
    await serves(second.digest);
    expect(platform.windows.every((each) => each.failureCount === 0n)).toBe(true);
    const previous = join(device.dataDir, 'models', `${first.digest}.tflite`);
    expect((await stat(previous)).size).toBe(first.file.length);

    await platform.command({ id: 'c1', kind: 'roll-back', model: 'tiny' });
    await until('the reply', () => platform.replies.find((each) => each.id === 'c1' && each.ok));
    await platform.settled({ attempt: 2, state: 'rolled-back', code: 'COMMANDED' });
    await serves(first.digest);
    await platform.command({ id: 'c2', kind: 'roll-back', model: 'tiny' });
    const reply = await until('the refusal', () => platform.replies.find(({ id }) => id === 'c2'));
    expect(reply).toMatchObject({ ok: false, code: 'NO_PREVIOUS' });
  });

  it('refuses an artifact that changes in transit, and serves on', async () => {
    await startServing();
    platform.artifacts.fault = (digest) => ({
      kind: digest === second.digest ? 'change-bytes' : 'none',
    });
    await platform.desire(target(2, [offer(platform, second)]));
    expect(await platform.settled({ attempt: 2 })).toMatchObject({
      state: 'failed',
      code: 'DIGEST_MISMATCH',
    });
    await serves(first.digest);
  });

  it('gets over one damaged transfer', async () => {
    platform.artifacts.fault = (_digest, nth) => ({ kind: nth === 1 ? 'change-bytes' : 'none' });
    await device.start();
    await platform.desire(target(1, [offer(platform, first)]));
    expect(await platform.settled()).toMatchObject({ state: 'succeeded' });
  });

  it('resumes a download that was cut off, with a range', async () => {
    const large = tinyModel(3, 100_000);
    platform.artifacts.fault = (_digest, nth) =>
      nth === 1 ? { kind: 'cut-after', bytes: 60_000 } : { kind: 'none' };
    await device.start();
    await platform.desire(target(1, [offer(platform, large)]));
    await platform.settled({ state: 'succeeded' });
    const ranges = platform.artifacts.requests
      .filter(({ digest }) => digest === large.digest)
      .map(({ range }) => range);
    expect(ranges).toEqual([undefined, 'bytes=60000-']);
  });

  it('waits for a store that is overloaded, and gives up on a file that is gone', async () => {
    platform.artifacts.fault = (digest, nth) => {
      if (digest === second.digest) return { kind: 'status', status: 404 };
      return nth <= 2 ? { kind: 'status', status: 503 } : { kind: 'none' };
    };
    await device.start();
    await platform.desire(target(1, [offer(platform, first)]));
    await platform.settled({ attempt: 1, state: 'succeeded' });
    await platform.desire(target(2, [offer(platform, second)]));
    expect(await platform.settled({ attempt: 2 })).toMatchObject({ code: 'DOWNLOAD_FAILED' });
  });

  it('refuses a server that sends more than was desired', async () => {
    await device.start();
    const sizeBytes = BigInt(first.file.length - 1);
    await platform.desire(target(1, [offer(platform, first, { sizeBytes })]));
    expect(await platform.settled()).toMatchObject({ state: 'failed', code: 'DOWNLOAD_FAILED' });
  });

  it('rolls back when the outputs are not the float model’s, and serves on', async () => {
    await startServing();
    const wrong = offer(platform, second, { golden: goldenFile(first) });
    await platform.desire(target(2, [wrong]));
    expect(await platform.settled({ attempt: 2 })).toMatchObject({
      state: 'rolled-back',
      code: 'SELF_TEST_FAILED',
    });
    await serves(first.digest);
  });

  it('takes the next variant when the first does not prove itself', async () => {
    await device.start();
    const wrong = offer(platform, first, { golden: goldenFile(second) });
    const right = offer(platform, second);
    await platform.desire(target(1, [wrong, right]));
    const settled = await platform.settled();
    expect(settled).toMatchObject({ state: 'succeeded', variantId: right.variantId });
    expect(settled.message).toContain('SELF_TEST_FAILED');
  });

  it('names golden samples that are none, and bytes that are no model', async () => {
    await device.start();
    const golden = Buffer.from('no archive');
    await platform.desire(target(1, [offer(platform, first, { golden })]));
    expect(await platform.settled({ attempt: 1 })).toMatchObject({ code: 'GOLDEN_UNUSABLE' });
    const file = Buffer.from('TFL3 but not really, only some text to fill the file');
    const none = { ...second, file, digest: digestOf(file) };
    await platform.desire(target(2, [offer(platform, none)]));
    expect(await platform.settled({ attempt: 2 })).toMatchObject({ code: 'LOAD_FAILED' });
  });

  it('refuses a small file whose tensors would take all memory, and serves on', async () => {
    await startServing();
    const huge = tinyModel(5, 0, 2 ** 26);
    await platform.desire(target(2, [offer(platform, huge)]));
    expect(await platform.settled({ attempt: 2 })).toMatchObject({
      state: 'rolled-back',
      code: 'LOAD_FAILED',
    });
    await serves(first.digest);
  });

  it('fetches no golden samples that it would not read', async () => {
    await device.start();
    const goldenSizeBytes = 2n ** 30n;
    const variant = offer(platform, first, { goldenSizeBytes });
    await platform.desire(target(1, [variant]));
    expect(await platform.settled()).toMatchObject({ state: 'failed', code: 'GOLDEN_UNUSABLE' });
    expect(platform.artifacts.requests.map(({ digest }) => digest)).toEqual([first.digest]);
  });

  it('runs on what there is when the GPU is absent, and says so', async () => {
    await device.start();
    await platform.desire(
      target(1, [offer(platform, first, { delegates: ['gpu', 'xnnpack', 'cpu'] })]),
    );
    expect(await platform.settled()).toMatchObject({ state: 'succeeded', delegate: 'xnnpack' });
    await platform.desire(target(2, [offer(platform, second, { delegates: ['gpu'] })]));
    expect(await platform.settled({ attempt: 2 })).toMatchObject({
      state: 'rejected',
      code: 'NO_DELEGATE',
    });
  });

  it('uses no more delegates than it was allowed', async () => {
    await device.start(['--delegates', 'cpu']);
    await platform.desire(target(1, [offer(platform, first)]));
    expect(await platform.settled()).toMatchObject({ state: 'succeeded', delegate: 'cpu' });
    expect(platform.hellos[0]?.delegates).toEqual(['cpu']);
  });

  it('says already-installed to what is active, under the new version', async () => {
    await startServing();
    const before = platform.artifacts.requests.length;
    await platform.desire(target(2, [offer(platform, first)]));
    expect(await platform.settled({ attempt: 2 })).toMatchObject({
      state: 'already-installed',
      version: 2,
    });
    expect(platform.artifacts.requests).toHaveLength(before);
  });

  it('drops a download that stands still when something newer is desired', async () => {
    const stalled = tinyModel(4, 50_000);
    platform.artifacts.fault = (digest) =>
      digest === stalled.digest ? { kind: 'stall-after', bytes: 10_000 } : { kind: 'none' };
    await device.start();
    await platform.desire(target(1, [offer(platform, stalled)]));
    await until('the download', () => platform.artifacts.requests.length > 0);
    await platform.desire(target(2, [offer(platform, first)]));
    expect(await platform.settled()).toMatchObject({ attempt: 2, state: 'succeeded' });
  });
});
