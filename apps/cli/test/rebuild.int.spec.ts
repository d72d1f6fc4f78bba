import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inProcess, printed, sample, temporaryFolder } from './flotilla';

const file = temporaryFolder();
const float = file('float.tflite');
const int8 = file('int8.tflite');
const artifact = file('int8.npz');
const report = file('report.json');
const scheme = ['--scheme', 'int8', '--calibration', sample('golden-inputs.npy')];
let quantized = '';

beforeAll(async () => {
  await inProcess('convert', sample('model.keras'), float);
  ({ stdout: quantized } = await inProcess(
    ...['quantize', float, int8, ...scheme, '--batch', '4'],
    ...['--artifact', artifact, '--report', report],
  ));
}, 60_000);

describe('flotilla rebuild', () => {
  it('makes the file that quantize made, and tells from what', async () => {
    const out = file('rebuilt.tflite');
    const text = printed('rebuild', float, artifact, out);
    expect(readFileSync(out).equals(readFileSync(int8))).toBe(true);
    const { artifact: reported } = JSON.parse(readFileSync(report, 'utf8')) as {
      artifact: { address: string; sizeBytes: number };
    };
    expect(reported.sizeBytes).toBe(readFileSync(artifact).byteLength);
    expect(quantized).toContain(`artifact ${reported.address}`);
    expect(text).toContain(`artifact ${reported.address}`);
    const inspected = await inProcess('inspect', out, '--json');
    const { sha256 } = JSON.parse(inspected.stdout) as { sha256: string };
    expect(text).toContain(`sha-256 ${sha256}`);
    expect(text).toContain('tensors in other shapes');
    expect(text).toMatch(/least-error +unknown +chosen/);
  }, 60_000);

  it.each([
    ['ARTIFACT_MODEL', () => [int8, artifact]],
    ['ARTIFACT_INVALID', () => [float, report]],
    ['FILE_MISSING', () => [float, file('none.npz')]],
    [
      'ARTIFACT_INVALID',
      () => {
        const cut = file('cut.npz');
        writeFileSync(cut, readFileSync(artifact).subarray(0, 5000));
        return [float, cut];
      },
    ],
  ])('ends in %s and writes nothing', async (code, inputs) => {
    const out = file('none.tflite');
    const outcome = await inProcess('rebuild', ...inputs(), out);
    expect(outcome).toMatchObject({ status: 2, stdout: '', code });
    expect(outcome.stderr).toMatch(/^flotilla: [^\n]+\n$/);
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ['the model', () => float],
    ['the artifact', () => artifact],
  ])('writes over nothing that it reads: %s', async (_, out) => {
    const before = readFileSync(out());
    expect(await inProcess('rebuild', float, artifact, out())).toMatchObject({
      code: 'OUTPUT_TAKEN',
    });
    expect(readFileSync(out()).equals(before)).toBe(true);
  });
});

describe('quantize --artifact', () => {
  it('writes none for a model that is kept as it came, and says so', async () => {
    const kept = file('kept.npz');
    const outcome = await inProcess(
      ...['quantize', int8, file('kept.tflite'), ...scheme],
      ...['--if-quantized', 'keep', '--artifact', kept],
    );
    expect(outcome).toMatchObject({ status: 0 });
    expect(outcome.stderr).toContain('kept.npz is not written');
    expect(existsSync(kept)).toBe(false);
  });

  it('goes to a file of its own', async () => {
    const out = file('x.tflite');
    const outcome = await inProcess('quantize', float, out, ...scheme, '--artifact', out);
    expect(outcome).toMatchObject({ code: 'OUTPUT_TAKEN' });
  });
});
