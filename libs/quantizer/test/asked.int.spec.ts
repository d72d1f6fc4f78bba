import { tflite, ZOO } from '@flotilla/testing';
import { readModel, writeModel, type Model } from '@flotilla/tflite';
import { parseRecipe } from '../src/recipe/parse-recipe';
import { quantize, type QuantizationResult } from '../src/quantize';
import type { QuantizeOptions } from '../src/quantize-options';
import { quantizationReportSchema } from '../src/report/schema/report-schema';
import type { TargetOutcome } from '../src/target/target-outcome';
import { imageLike } from './image-like';

const IMAGE = [1, 128, 128, 3];

const SAMPLES = Array.from({ length: 40 }, (_, seed) => ({
  inputs: [imageLike(IMAGE, seed)],
  sampleCount: 1,
}));

let model: Model;

function quantized(
  scheme: QuantizeOptions['scheme'],
  options: Partial<QuantizeOptions> = {},
): Promise<QuantizationResult> {
  const calibration = () => SAMPLES;
  return quantize(model, { scheme, runtime: tflite(), calibration, threads: 2, ...options });
}

function targetOf({ report }: QuantizationResult): TargetOutcome {
  if (report.target === undefined) throw new TypeError('the report has no target');
  return report.target;
}

function schemesOf({ report }: QuantizationResult): Set<string> {
  const computing = report.operators.filter(({ multiplyAdds }) => multiplyAdds > 0);
  return new Set(computing.map(({ scheme }) => scheme));
}

beforeAll(async () => {
  const zoo = ZOO.find(({ name }) => name === 'face_detection_short_range');
  if (zoo === undefined) throw new RangeError('the zoo has no face_detection_short_range');
  model = readModel(await zoo.load());
});

describe('an accuracy that is asked for', () => {
  let mixed: QuantizationResult;

  beforeAll(async () => {
    mixed = await quantized({ minSnrDb: 45 });
  }, 120_000);

  it('is kept by every output of the file that is handed out', () => {
    const { proof } = mixed.report;
    if (proof.status !== 'measured') throw new TypeError('nothing was proven');
    expect(proof.heldOut).toBe(true);
    expect(proof.outputs).toHaveLength(2);
    for (const { snrDb } of proof.outputs) expect(snrDb).toBeGreaterThanOrEqual(45);
    expect(targetOf(mixed)).toMatchObject({ reached: true, heldBackBy: [] });
    for (const output of targetOf(mixed).outputs)
      expect(output).toMatchObject({ reached: true, samples: 5 });
  });

  it('is kept by a mix that is smaller than float16', () => {
    const { sizeBytes, float16Bytes } = targetOf(mixed);
    expect(schemesOf(mixed)).toEqual(new Set(['weight-only', 'float16']));
    expect(sizeBytes).toBe(writeModel(mixed.model).byteLength);
    expect(sizeBytes).toBeLessThan(0.95 * float16Bytes);
  });

  it('is told in a report that keeps its schema', () => {
    const written = JSON.parse(JSON.stringify(mixed.report)) as unknown;
    expect(quantizationReportSchema.safeParse(written).error).toBeUndefined();
    expect(quantizationReportSchema.parse(written).target).toEqual(targetOf(mixed));
  });

  it('comes as a recipe that gives the same file again', async () => {
    const recipe = parseRecipe(JSON.stringify(targetOf(mixed).recipe));
    const again = await quantized(recipe);
    expect(writeModel(again.model)).toEqual(writeModel(mixed.model));
    expect(again.report.warnings).toEqual(mixed.report.warnings);
  }, 60_000);

  it('costs less where less is asked for', async () => {
    const coarse = targetOf(await quantized({ minSnrDb: 10 }));
    expect(coarse.reached).toBe(true);
    expect(coarse.sizeBytes).toBeLessThan(targetOf(mixed).sizeBytes);
  }, 60_000);
});

describe('a share of integer kernels that is asked for', () => {
  it('is kept beside the accuracy, and the recipe gives the same file again', async () => {
    const mixed = await quantized({ minSnrDb: 25, minIntegerShare: 0.8 });
    const { reached, integerShare, outputs, recipe } = targetOf(mixed);
    expect(reached).toBe(true);
    expect(integerShare).toBeGreaterThanOrEqual(0.8);
    for (const { snrDb } of outputs) expect(snrDb).toBeGreaterThanOrEqual(25);
    const again = await quantized(parseRecipe(JSON.stringify(recipe)));
    expect(writeModel(again.model)).toEqual(writeModel(mixed.model));
  }, 180_000);

  it('may be more than an accuracy leaves, and then the report says what can be had and what is in the way', async () => {
    const missed = targetOf(
      await quantized({ minSnrDb: 60, minIntegerShare: 1 }, { effort: 'fast' }),
    );
    const { reached, integerShare, frontier, heldBackBy } = missed;
    expect(reached).toBe(false);
    expect(integerShare).toBe(1);
    expect(heldBackBy.length).toBeGreaterThan(0);
    expect(heldBackBy.every(({ scheme }) => scheme === 'int8' || scheme === '16x8')).toBe(true);
    const precise = frontier.filter(({ leastSnrDb }) => leastSnrDb === null || leastSnrDb >= 60);
    expect(precise.length).toBeGreaterThan(0);
    expect(precise.every((point) => (point.integerShare ?? 0) < 1)).toBe(true);
  }, 180_000);
});

describe('a target that nothing can be measured by', () => {
  const few = () => [{ inputs: [imageLike(IMAGE, 1)], sampleCount: 1 }];

  it.each<[string, QuantizeOptions['scheme'], Partial<QuantizeOptions>]>([
    ['too few samples', { minSnrDb: 25 }, { calibration: few }],
    ['samples by signature', { minSnrDb: 25 }, { signatureCalibration: new Map() }],
    ['other ports', { minSnrDb: 25 }, { ports: { inputs: 'int8', outputs: 'float32' } }],
    ['no accuracy', { minIntegerShare: 0.8 }, {}],
    ['a share above 1', { minAgreement: 1.5 }, {}],
  ])('is refused: %s', async (_, scheme, options) => {
    await expect(quantized(scheme, options)).rejects.toMatchObject({ code: 'TARGET_INVALID' });
  });
});
