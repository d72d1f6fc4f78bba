import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArray, writeArray } from './arrays';
import { inProcess, sample, temporaryFolder } from './flotilla';

const file = temporaryFolder();
const float = file('float.tflite');
const out = file('out.tflite');
const keras = file('model.keras');
const data = file('golden-inputs.npy');
const folder = file('tfjs');
const shard = join(folder, 'weights.bin');

beforeAll(async () => {
  cpSync(sample('model.keras'), keras);
  cpSync(sample('golden-inputs.npy'), data);
  cpSync(sample('tfjs'), folder, { recursive: true });
  await inProcess('convert', keras, float);
});

describe('an output in the place of', () => {
  const int8 = ['--scheme', 'int8', '--calibration', data];

  it.each([
    ['the model that is quantized', ['quantize', float, float, '--scheme', 'float16']],
    ['the model that is converted', ['convert', keras, keras]],
    ['the weights of that model', ['convert', folder, shard]],
    ['the inputs', ['run', float, '--input', data, '--output', data]],
    ['calibration data', ['quantize', float, out, ...int8, '--report', data]],
    ['another output', ['quantize', float, out, '--scheme', 'float16', '--report', out]],
  ])('%s is refused and writes nothing', async (_, args) => {
    const inputs = [float, keras, data, shard];
    const before = inputs.map((path) => readFileSync(path));
    const outcome = await inProcess(...args);
    expect(outcome).toMatchObject({ status: 2, stdout: '', code: 'OUTPUT_TAKEN' });
    expect(outcome.stderr).toMatch(/^flotilla: [^\n]+\n$/);
    inputs.forEach((path, index) => {
      expect(before[index]?.equals(readFileSync(path))).toBe(true);
    });
    expect(existsSync(out)).toBe(false);
  });
});

describe('standard output and standard error', () => {
  it('warnings are remarks, not results', async () => {
    const { shape, values } = readArray(data);
    const one = writeArray(file('one.npy'), 'FLOAT32', [1, ...shape.slice(1)], [...values]);
    const { status, stdout, stderr } = await inProcess(
      ...['quantize', float, file('one.tflite'), '--scheme', 'int8', '--calibration', one],
    );
    expect(status).toBe(0);
    expect(stdout).not.toContain('warning');
    expect(stderr).toMatch(/^flotilla: warning: [^\n]+\n$/);
  });

  // Linux's own full disk: every write to it fails.
  (existsSync('/dev/full') ? it : it.skip)('a result that cannot be written is told of', () => {
    const binary = join(__dirname, '../bin/flotilla.cjs');
    const script = '"$0" "$1" inspect "$2" > /dev/full';
    const { status, stderr } = spawnSync('sh', ['-c', script, process.execPath, binary, float], {
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^flotilla: [^\n]*ENOSPC[^\n]*\n$/);
  });
});
