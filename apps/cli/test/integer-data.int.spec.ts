import { writeFileSync } from 'node:fs';
import { readArray, writeArray } from './arrays';
import { inProcess, temporaryFolder } from './flotilla';
import { integerModel } from './integer-model';

const file = temporaryFolder();
const model = file('relu.tflite');

beforeAll(() => {
  writeFileSync(model, integerModel());
});

async function run(input: string, ...options: string[]) {
  const outcome = await inProcess(
    'run',
    model,
    '--input',
    input,
    '--output',
    file('out.npy'),
    ...options,
  );
  expect(outcome).toMatchObject({ status: 0, stderr: '' });
  const { type, shape, values } = readArray(file('out.npy'));
  return { type, shape, values: [...values] };
}

describe('flotilla run, of an integer model with a batch of 2', () => {
  const real = () => writeArray(file('real.npy'), 'FLOAT32', [3, 2], [-1, 1.25, 2, -3, 100, 0.25]);

  it.each(['xnnpack', 'cpu'])(
    'quantizes samples, fills the last batch, dequantizes outputs (%s)',
    async (delegate) => {
      // 1.25 and 0.25 lie halfway: 2.5 and 0.5 steps, away from zero as QUANTIZE rounds; 100 saturates at 127 + 1 steps.
      expect(await run(real(), '--delegate', delegate)).toEqual({
        type: 'FLOAT32',
        shape: [3, 2],
        values: [0, 1.5, 2, 0, 64, 0.5],
      });
    },
  );

  it('leaves outputs as integers with --raw', async () => {
    expect(await run(real(), '--raw')).toEqual({
      type: 'INT8',
      shape: [3, 2],
      values: [-1, 2, 3, -1, 127, 0],
    });
  });

  it('passes integers of its own type as they are', async () => {
    const integers = writeArray(file('integers.npy'), 'INT8', [2, 2], [-128, 1, 3, 127]);
    expect(await run(integers, '--raw')).toMatchObject({ values: [-1, 1, 3, 127] });
  });

  it('takes whole inputs with one axis more', async () => {
    const whole = writeArray(file('whole.npy'), 'FLOAT32', [3, 2, 2], [1, -1, 1, -1]);
    expect(await run(whole)).toMatchObject({
      shape: [3, 2, 2],
      values: [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0],
    });
  });

  it('refuses integers that could mean either', async () => {
    const either = writeArray(file('either.npy'), 'UINT8', [2, 2]);
    const outcome = await inProcess('run', model, '--input', either, '--output', file('none.npy'));
    expect(outcome.status).toBe(2);
  });
});
