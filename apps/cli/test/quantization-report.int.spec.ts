import { readFileSync } from 'node:fs';
import { flotilla, inProcess, printed, sample, temporaryFolder } from './flotilla';

interface Report {
  readonly format: string;
  readonly version: number;
  readonly proof: {
    readonly status: string;
    readonly outputs: readonly { readonly snrDb: number; readonly samples: number }[];
    readonly tensors: readonly { readonly name: string; readonly snrDb: number }[];
  };
  readonly runtimes: readonly {
    readonly runtime: string;
    readonly isTarget: boolean;
    readonly runs: boolean;
  }[];
  readonly delegates: readonly { readonly delegate: string; readonly partitions: number }[];
}

const file = temporaryFolder();
const float = file('float.tflite');
const int8 = file('int8.tflite');
const page = file('report.html');
const calibration = ['--calibration', sample('calibration-inputs.npy')];
let text = '';
let report: Report;

beforeAll(() => {
  printed('convert', sample('model.keras'), float);
  // LiteRT runs in a process of its own, which only the built command line has.
  text = printed(
    ...['quantize', float, int8, '--scheme', 'int8', ...calibration],
    ...['--report', file('report.json'), '--html', page, '--also-runtime', '2.3'],
  );
  report = JSON.parse(readFileSync(file('report.json'), 'utf8')) as Report;
}, 120_000);

describe('the report of flotilla quantize', () => {
  it('tells what was measured, on how much', () => {
    const { status, outputs, tensors } = report.proof;
    expect([report.format, report.version, status]).toEqual(['flotilla/quantize/1', 1, 'measured']);
    expect(outputs[0]?.samples).toBe(24);
    expect(outputs[0]?.snrDb).toBeGreaterThan(30);
    expect(tensors).toHaveLength(16);
    expect(text).toContain('on 24 held-out samples');
    expect(text).toContain(`${outputs[0]?.snrDb.toFixed(1) ?? ''} dB`);
  });

  it('was proven in both runtimes', () => {
    expect(report.runtimes.map(({ isTarget, runs }) => [isTarget, runs])).toEqual([
      [true, true],
      [false, true],
    ]);
    expect(report.delegates.map(({ delegate }) => delegate)).toEqual(
      expect.arrayContaining(['XNNPACK 2.9', 'GPU 2.9', 'Core ML', 'Hexagon', 'Edge TPU']),
    );
  });

  it('is a page that holds the same figures', () => {
    const html = readFileSync(page, 'utf8');
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain('<h1>int8.tflite</h1>');
    expect(html).toContain(`<b>${report.proof.outputs[0]?.snrDb.toFixed(1) ?? ''} dB</b>`);
    for (const { name } of report.proof.tensors) expect(html).toContain(name);
  });

  it('keeps the schema that is printed', async () => {
    const { status, stdout } = await inProcess('report-schema');
    const schema = JSON.parse(stdout) as { $schema: string; required: string[] };
    expect(status).toBe(0);
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    for (const field of schema.required) expect(report).toHaveProperty(field);
  });

  it('warns where another runtime does not run the result, in its words', () => {
    const { status, stderr } = flotilla(
      ...['quantize', float, file('int4.tflite'), '--scheme', 'weight-only-int4'],
      ...['--runtime', '2.3', '--also-runtime', '2.9'],
    );
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^flotilla: warning: tflite 2\.9\.\d+ .* does not run the quantized model: .*DEQUANTIZE/,
    );
  }, 60_000);

  it('does not say what nobody measured', async () => {
    const { stdout } = await inProcess(
      ...['quantize', float, file('half.tflite'), '--scheme', 'float16'],
    );
    expect(stdout).toContain('accuracy unknown');
  });

  it('measures halves on inputs that calibrate nothing', async () => {
    const { stdout, stderr } = await inProcess(
      ...['quantize', float, file('half.tflite'), '--scheme', 'float16', ...calibration],
    );
    expect(stderr).toBe('');
    expect(stdout).toContain('held-out samples');
    expect(stdout).not.toContain('calibrated');
  });

  it('writes no page over another file of the command', async () => {
    const { code } = await inProcess(
      ...['quantize', float, file('x.tflite'), '--scheme', 'float16', '--html', file('x.tflite')],
    );
    expect(code).toBe('OUTPUT_TAKEN');
  });
});
