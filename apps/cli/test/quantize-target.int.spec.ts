import { existsSync, readFileSync } from 'node:fs';
import { inProcess, sample, temporaryFolder } from './flotilla';

const file = temporaryFolder();
const float = file('float.tflite');
const calibration = ['--calibration', sample('calibration-inputs.npy')];

beforeAll(async () => {
  await inProcess('convert', sample('model.keras'), float);
}, 60_000);

function quantizeTo(out: string, ...options: string[]) {
  return inProcess('quantize', float, out, ...calibration, ...options);
}

describe('quantize --min-snr', () => {
  it('writes a mix that reaches it, and the recipe that makes it again', async () => {
    const [out, recipe] = [file('mix.tflite'), file('mix.json')];
    const outcome = await quantizeTo(out, '--min-snr', '35', '--write-recipe', recipe);
    expect(outcome).toMatchObject({ status: 0 });
    expect(outcome.stdout).toContain('35 dB: reached');
    const again = file('again.tflite');
    expect(await quantizeTo(again, '--recipe', recipe)).toMatchObject({ status: 0 });
    expect(readFileSync(again)).toEqual(readFileSync(out));
  }, 120_000);

  it('writes nothing where no mix reaches it, and says what can be had', async () => {
    const [out, recipe] = [file('missed.tflite'), file('missed.json')];
    const [report, artifact] = [file('missed-report.json'), file('missed.npz')];
    const options = [
      ...['--min-snr', '90', '--min-integer', '1', '--effort', 'fast'],
      ...['--write-recipe', recipe, '--artifact', artifact],
    ];
    const outcome = await quantizeTo(out, ...options, '--report', report);
    expect(outcome).toMatchObject({ status: 2, code: 'TARGET_MISSED' });
    expect(outcome.stdout).toContain('what can be had:');
    expect(outcome.stdout).toContain('held back most by:');
    expect(existsSync(out)).toBe(false);
    expect(existsSync(recipe)).toBe(false);
    expect(existsSync(artifact)).toBe(false);
    const told: unknown = JSON.parse(readFileSync(report, 'utf8'));
    expect(told).toMatchObject({ target: { reached: false } });
    expect(told).not.toHaveProperty('artifact');
    const allowed = await quantizeTo(out, ...options, '--allow-miss');
    expect(allowed).toMatchObject({ status: 0 });
    expect(existsSync(out)).toBe(true);
    expect(await inProcess('rebuild', float, artifact, file('missed-again.tflite'))).toMatchObject({
      status: 0,
    });
  }, 240_000);
});

describe('quantize --min-agreement', () => {
  it('is about samples of which both models name the same class', async () => {
    const report = file('agreement.json');
    const outcome = await quantizeTo(
      file('agreeing.tflite'),
      ...['--min-agreement', '1', '--report', report],
    );
    expect(outcome).toMatchObject({ status: 0 });
    const { target } = JSON.parse(readFileSync(report, 'utf8')) as {
      target: { outputs: { agreement: number }[] };
    };
    expect(target.outputs.map(({ agreement }) => agreement)).toEqual([1]);
  }, 120_000);
});

describe('options about a mix', () => {
  it.each([
    ['USAGE', ['--min-snr', '25', '--scheme', 'int8']],
    ['USAGE', ['--min-agreement', '0.9', '--recipe', 'static_wi8_ai8']],
    ['USAGE', ['--scheme', 'int8', '--min-integer', '0.8']],
    ['USAGE', ['--scheme', 'int8', '--write-recipe', 'mix.json']],
    ['USAGE', ['--scheme', 'int8', '--allow-miss']],
    ['TARGET_INVALID', ['--min-snr', '25', '--io', 'int8']],
  ])('end in %s: %j', async (code, options) => {
    const outcome = await quantizeTo(file('none.tflite'), ...options);
    expect(outcome).toMatchObject({ status: 2, stdout: '', code });
  });

  it('need typical inputs', async () => {
    const outcome = await inProcess('quantize', float, file('none.tflite'), '--min-snr', '25');
    expect(outcome).toMatchObject({ status: 2, code: 'USAGE' });
  });
});
