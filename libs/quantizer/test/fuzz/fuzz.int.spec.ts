import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../../../..');
const CASES = 100_000;

interface Outcomes extends Record<string, number | Record<string, number>> {
  readonly native: Record<string, number>;
}

describe('damaged models', () => {
  it('are read, quantized and run, or refused with a code, in bounded time and memory', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(ROOT, 'tools/run-ts.cjs'), join(__dirname, 'main.ts'), String(CASES)],
      { cwd: ROOT },
    );
    const { native, ...result } = JSON.parse(stdout) as Outcomes;
    expect(result).not.toHaveProperty('findings');
    expect(result).toMatchObject({ cases: CASES });
    // Most damage is refused, and much of it is none that a reader could see.
    expect(result['refused by the reader']).toBeGreaterThan(CASES / 10);
    expect(result['refused by the quantizer']).toBeGreaterThan(CASES / 1000);
    expect(result['quantized']).toBeGreaterThan(CASES / 10);
    // One case in ten, with XNNPACK and without: most of what can be quantized runs.
    expect(native['ran']).toBeGreaterThan(CASES / 20);
    expect(native['MODEL_UNSUPPORTED']).toBeGreaterThan(CASES / 1000);
    expect(result['peakMegabytes']).toBeLessThan(1000);
  }, 180_000);
});
