import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertKeras } from '@flotilla/converter';
import {
  type Dataset,
  type DelegateName,
  evaluate,
  invocationsOf,
  modelInputs,
  openDataset,
  readLabels,
  readNpy,
} from '@flotilla/evaluation';
import { type QuantizationReport, quantize, type Scheme } from '@flotilla/quantizer';
import { createTfliteRuntime } from '@flotilla/runtime';
import { type Model, readModel, writeModel } from '@flotilla/tflite';

const SAMPLE = join(__dirname, '../../../samples/fashion-mnist');
const DELEGATES = ['cpu', 'xnnpack'] as const;
const runtime = createTfliteRuntime();

describe('quantize() on the sample', () => {
  const labels = readLabels(readNpy(readFileSync(join(SAMPLE, 'evaluation-labels.npy'))));
  const files = new Map<Scheme | 'float', Uint8Array>();
  const reports = new Map<Scheme, QuantizationReport>();

  beforeAll(async () => {
    const { model } = await convertKeras(readFileSync(join(SAMPLE, 'model.keras')));
    files.set('float', writeModel(model));
    for (const scheme of ['float16', 'dynamic', 'int8', '16x8'] as const) {
      const dataset = openSample('calibration-inputs.npy', model);
      const calibration = () => invocationsOf(dataset);
      const result = await quantize(model, { scheme, runtime, calibration });
      files.set(scheme, writeModel(result.model));
      reports.set(scheme, result.report);
    }
  }, 240_000);

  function openSample(fileName: string, model: Model): Dataset {
    return openDataset(readNpy(readFileSync(join(SAMPLE, fileName))), modelInputs(model));
  }

  const counts = new Map<string, Promise<number>>();

  function correctOf(name: Scheme | 'float', delegate: DelegateName): Promise<number> {
    const key = `${name} ${delegate}`;
    const count = counts.get(key) ?? countCorrect(name, delegate);
    counts.set(key, count);
    return count;
  }

  async function countCorrect(name: Scheme | 'float', delegate: DelegateName): Promise<number> {
    const file = present(files.get(name));
    const dataset = openSample('evaluation-inputs.npy', readModel(file));
    const interpreter = await runtime.load(file, { delegate });
    try {
      const nowMs = (): number => performance.now();
      const { top1 } = await evaluate({ interpreter, dataset }, { labels, nowMs });
      return present(top1).successes;
    } finally {
      await interpreter.close();
    }
  }

  it.each([
    ['float16', 0.52, 0.505],
    // Depthwise weights stay float.
    ['dynamic', 0.3, 0.28],
    ['int8', 0.3, 0.26],
    ['16x8', 0.3, 0.27],
  ] as const)(
    'makes a %s file of at most %d of float and weights of %d',
    (scheme, size, weights) => {
      const { sizeBytes, weightBytes, warnings } = present(reports.get(scheme));
      expect(sizeBytes.after).toBe(files.get(scheme)?.byteLength);
      expect(sizeBytes.after / sizeBytes.before).toBeLessThanOrEqual(size);
      expect(weightBytes.after / weightBytes.before).toBeLessThanOrEqual(weights);
      expect(warnings).toEqual([]);
    },
  );

  // Of the 1,000 evaluation images, so that ten are one point.
  it.each(
    DELEGATES.flatMap((delegate) => [
      ['float16', 1, delegate] as const,
      ['dynamic', 3, delegate] as const,
      // On all 10,000 test images it loses 8; which ones fall among these 1,000 is chance.
      ['int8', 5, delegate] as const,
      ['16x8', 3, delegate] as const,
    ]),
  )('loses in %s at most %i images (%s)', async (scheme, images, delegate) => {
    const float = await correctOf('float', delegate);
    expect(labels).toHaveLength(1000);
    expect(float).toBeGreaterThanOrEqual(900);
    expect(await correctOf(scheme, delegate)).toBeGreaterThanOrEqual(float - images);
  });

  it('leaves no operator of the int8 file float', () => {
    const report = present(reports.get('int8'));
    expect(report.leftFloat).toEqual([]);
    expect(report.operators.every(({ scheme }) => scheme === 'int8')).toBe(true);
    expect(report.calibrationSamples).toBe(500);
  });
});

function present<Value>(value: Value | null | undefined): Value {
  if (value === undefined || value === null)
    throw new RangeError('a value that the spec relies on is missing');
  return value;
}
