import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readNpy, readNpz, writeNpz } from '@flotilla/evaluation';
import { zipSync } from 'fflate';
import { largestDifference, readArray, reshape, writeArray } from './arrays';
import { flotilla, inProcess, printed, sample, temporaryFolder } from './flotilla';

const file = temporaryFolder();
const float = file('float.tflite');
const variants = {
  float16: file('float16.tflite'),
  dynamic: file('dynamic.tflite'),
  int8: file('int8.tflite'),
};
const data = [
  '--inputs',
  sample('evaluation-inputs.npy'),
  '--labels',
  sample('evaluation-labels.npy'),
];

interface Evaluated {
  format: string;
  sampleCount: number;
  top1: { value: number; lower: number; upper: number };
  agreement: { value: number };
  outputError: { snrDb: number };
  latency: { count: number; p50Ms: number };
}

function evaluated(...args: string[]): Evaluated {
  return JSON.parse(printed('evaluate', ...args, '--json')) as Evaluated;
}

function fromJson(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>;
}

beforeAll(() => {
  printed('convert', sample('model.keras'), float);
  for (const [scheme, path] of Object.entries(variants)) {
    const calibration =
      scheme === 'int8' ? ['--calibration', sample('calibration-inputs.npy')] : [];
    printed(
      'quantize',
      float,
      path,
      '--scheme',
      scheme,
      ...calibration,
      '--report',
      file(`${scheme}.json`),
    );
  }
}, 120_000);

describe('flotilla', () => {
  it('prints its version and help', () => {
    expect(printed('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(printed('--help')).toContain('Usage: flotilla');
    const commands = [
      'inspect',
      'convert',
      'quantize',
      'run',
      'evaluate',
      'compare',
      'benchmark',
      'metadata',
    ];
    for (const command of commands) {
      expect(printed(command, '--help')).toContain(`Usage: flotilla ${command}`);
    }
  });

  it('says nothing on standard error when all goes well', () => {
    expect(flotilla('benchmark', float, '--runs', '2').stderr).toBe('');
  });
});

describe('flotilla convert', () => {
  it('gives the same model from TensorFlow.js, by its folder, its model.json or a .zip', () => {
    const [json, weights] = ['model.json', 'weights.bin'].map(
      (name) => new Uint8Array(readFileSync(sample(`tfjs/${name}`))),
    );
    writeFileSync(
      file('tfjs.zip'),
      zipSync({ tfjs: { 'model.json': json!, 'weights.bin': weights! } }),
    );
    printed('convert', sample('tfjs'), file('folder.tflite'));
    printed('convert', sample('tfjs/model.json'), file('json.tflite'));
    printed('convert', file('tfjs.zip'), file('zip.tflite'));
    for (const other of ['json.tflite', 'zip.tflite'])
      expect(readFileSync(file('folder.tflite')).equals(readFileSync(file(other)))).toBe(true);
    printed(
      'run',
      file('folder.tflite'),
      '--input',
      sample('golden-inputs.npy'),
      '--output',
      file('tfjs.npy'),
    );
    const expected = readArray(sample('golden-outputs.npy')).values;
    expect(largestDifference(readArray(file('tfjs.npy')).values, expected)).toBeLessThan(1e-5);
  });
});

describe('flotilla inspect', () => {
  it('tells inputs, outputs, operators and size as JSON', () => {
    const summary = fromJson(printed('inspect', float, '--json'));
    expect(summary).toMatchObject({
      format: 'flotilla/inspect/1',
      path: float,
      sizeBytes: statSync(float).size,
      inputs: [{ name: 'image', type: 'FLOAT32', shape: [-1, 28, 28, 1] }],
      outputs: [{ name: 'scores', type: 'FLOAT32', shape: [-1, 10] }],
      isQuantized: false,
    });
    expect(summary['sha256']).toMatch(/^[0-9a-f]{64}$/);
    const quantized = fromJson(printed('inspect', variants.int8, '--json'));
    expect(quantized).toMatchObject({ isQuantized: true });
    // The batch is open, which the one bears and the other does not.
    expect(quantized['delegates']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ delegate: 'Hexagon', partitions: 1, delegatedMultiplyAdds: 1 }),
        expect.objectContaining({ delegate: 'Edge TPU', partitions: 0, delegatedOperators: 0 }),
      ]),
    );
  });

  it('tells the same to people', () => {
    const text = printed('inspect', float);
    expect(text).toMatch(/"image" FLOAT32 \(N, 28, 28, 1\)/);
    expect(text).toMatch(/^Hexagon +0 of \d+ .* it takes no float32 activations$/m);
  });
});

describe('flotilla quantize', () => {
  it.each([
    ['float16', 0.52, 0.1],
    ['dynamic', 0.3, 0.5],
    ['int8', 0.3, 1],
  ] as const)(
    '%s: at most %d of the size, within %d points of the accuracy',
    (scheme, share, points) => {
      const path = variants[scheme];
      expect(statSync(path).size / statSync(float).size).toBeLessThanOrEqual(share);
      const result = evaluated(path, ...data, '--reference', float);
      const { top1 } = evaluated(float, ...data);
      expect(result).toMatchObject({
        format: 'flotilla/evaluate/1',
        sampleCount: 1000,
        latency: { count: 1000 },
      });
      expect(100 * Math.abs(result.top1.value - top1.value)).toBeLessThanOrEqual(points + 1e-9);
      expect(result.agreement.value).toBeGreaterThan(0.98);
      expect(result.outputError.snrDb).toBeGreaterThan(25);
      expect(fromJson(readFileSync(file(`${scheme}.json`), 'utf8'))).toMatchObject({
        format: 'flotilla/quantize/1',
        scheme,
        calibrationSamples: scheme === 'int8' ? 500 : 0,
      });
    },
  );

  it('makes the same halves with typical inputs, which prove them', () => {
    const { status, stderr } = flotilla(
      ...['quantize', float, file('again.tflite'), '--scheme', 'float16'],
      ...['--calibration', sample('calibration-inputs.npy')],
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(file('again.tflite')).equals(readFileSync(variants.float16))).toBe(true);
  });
});

describe('flotilla quantize, with whole inputs', () => {
  const calibration = sample('calibration-inputs.npy');

  it.each([1, 5])('takes those of batch %i as the same samples', (batch) => {
    const { shape } = readArray(calibration);
    const whole = file('whole.npy');
    reshape(calibration, whole, [(shape[0] ?? 0) / batch, batch, ...shape.slice(1)]);
    const options = ['--scheme', 'int8', '--calibration', whole];
    printed('quantize', float, file('whole.tflite'), ...options, '--report', file('whole.json'));
    expect(fromJson(readFileSync(file('whole.json'), 'utf8'))).toMatchObject({
      calibrationSamples: 500,
    });
    expect(readFileSync(file('whole.tflite')).equals(readFileSync(variants.int8))).toBe(true);
  });

  it('takes them out of a .npz, by the input’s name', () => {
    const archive = file('whole.npz');
    writeFileSync(archive, writeNpz(new Map([['image', readNpy(readFileSync(calibration))]])));
    const options = ['--scheme', 'int8', '--calibration', archive];
    printed('quantize', float, file('archive.tflite'), ...options);
    expect(readFileSync(file('archive.tflite')).equals(readFileSync(variants.int8))).toBe(true);
  });
});

describe('flotilla run', () => {
  const golden = sample('golden-inputs.npy');
  const expected = readArray(sample('golden-outputs.npy'));

  it.each(['xnnpack', 'cpu'])('computes what TensorFlow computed (%s)', (delegate) => {
    const output = file(`${delegate}.npy`);
    printed(
      'run',
      float,
      '--input',
      golden,
      '--output',
      output,
      '--delegate',
      delegate,
      '--threads',
      '2',
    );
    const { type, shape, values } = readArray(output);
    expect({ type, shape }).toEqual({ type: 'FLOAT32', shape: [16, 10] });
    expect(largestDifference(values, expected.values)).toBeLessThan(1e-5);
  });

  it('takes entries with one axis more as whole inputs, of any size where the batch is open', () => {
    for (const batch of [1, 4]) {
      const entries = reshape(golden, file('entries.npy'), [16 / batch, batch, 28, 28, 1]);
      printed('run', float, '--input', entries, '--output', file('entries-out.npy'));
      const { shape, values } = readArray(file('entries-out.npy'));
      expect(shape).toEqual([16 / batch, batch, 10]);
      expect(largestDifference(values, expected.values)).toBeLessThan(1e-5);
    }
  });

  it('keeps several outputs in a .npz by tensor name', () => {
    const model = require.resolve('@mediapipe/face_detection/face_detection_short_range.tflite');
    const input = writeArray(file('faces.npy'), 'UINT8', [2, 128, 128, 3], [0, 1, 0, 1, 1]);
    printed('run', model, '--input', input, '--output', file('faces.npz'));
    const arrays = readNpz(readFileSync(file('faces.npz')));
    expect([...arrays].map(([name, { shape }]) => [name, shape])).toEqual([
      ['regressors', [2, 896, 16]],
      ['classificators', [2, 896, 1]],
    ]);
  });

  it('replaces its output whole and leaves nothing beside it', () => {
    copyFileSync(golden, file('replaced.npy'));
    printed('run', float, '--input', golden, '--output', file('replaced.npy'));
    expect(readArray(file('replaced.npy')).shape).toEqual([16, 10]);
  });
});

describe('inputs with NaN', () => {
  const spoilt = (): string => {
    const { shape, values } = readArray(sample('golden-inputs.npy'));
    return writeArray(file('spoilt.npy'), 'FLOAT32', shape, [...values.slice(0, -1), NaN]);
  };
  const labels = (): string => writeArray(file('spoilt-labels.npy'), 'INT32', [16], [1]);

  it.each([
    ['run', () => ['run', float, '--input', spoilt(), '--output', file('spoilt-out.npy')]],
    ['evaluate', () => ['evaluate', float, '--inputs', spoilt(), '--labels', labels()]],
  ])('%s runs, with one remark', async (_, args) => {
    const { status, stderr } = await inProcess(...args());
    expect({ status, remarks: stderr.split('\n').filter((line) => line !== '').length }).toEqual({
      status: 0,
      remarks: 1,
    });
  });
});

describe('flotilla benchmark', () => {
  it('measures as many runs as asked for', () => {
    const result = fromJson(printed('benchmark', float, '--runs', '12', '--warmup', '3', '--json'));
    expect(result).toMatchObject({
      format: 'flotilla/benchmark/1',
      runtime: { name: 'tflite', version: '2.9.0' },
      delegate: 'xnnpack',
      threads: 1,
      warmup: { count: 3 },
      steady: { count: 12, p99Ms: null },
    });
  });
});
