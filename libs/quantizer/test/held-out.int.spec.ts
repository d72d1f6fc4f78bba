import { tflite } from '@flotilla/testing';
import { makeOperator, makeTensor, optionsOf, writeModel, type Model } from '@flotilla/tflite';
import { calibrate } from '../src/calibrate/calibrate';
import { makeCandidate } from '../src/candidate';
import { recipeFor } from '../src/recipe/recipe';
import { HeldOut } from '../src/search/held-out';
import { proposeRanges } from '../src/search/propose-ranges';
import { searchRanges } from '../src/search/range-search';
import { nearest } from '../src/weights/nearest';
import { GraphBuilder } from './graph-builder';
import { normalNumbers } from './normal-numbers';

const CHANNELS = 8;
const IMAGE = [1, 4, 4, CHANNELS];

function convolutions(): Model {
  const builder = new GraphBuilder();
  const next = normalNumbers(1);
  const weights = () => Array.from({ length: CHANNELS ** 2 }, next);
  const bias = () => Array.from({ length: CHANNELS }, next);
  const first = builder.pointwise(builder.input(IMAGE), weights(), bias());
  const rectified = builder.apply('RELU', [first], IMAGE);
  return builder.model(builder.pointwise(rectified, weights(), bias()));
}

/** @param outlier replaces one value of the first sample */
function samplesOf(count: number, seed: number, outlier?: number) {
  const next = normalNumbers(seed);
  return Array.from({ length: count }, (_, index) => {
    const values = Float32Array.from({ length: 16 * CHANNELS }, next);
    if (index === 0 && outlier !== undefined) values[0] = outlier;
    return { inputs: [new Uint8Array(values.buffer)], sampleCount: 1 };
  });
}

async function searchOf(model: Model, outlier?: number) {
  const runtime = tflite();
  const { statistics } = await calibrate(model, {
    runtime,
    invocations: samplesOf(16, 2, outlier),
  });
  const heldOut = await HeldOut.of(model, samplesOf(6, 3), { runtime });
  const search = {
    recipe: recipeFor('int8'),
    targetRuntime: '2.9',
    weights: nearest,
    proposals: proposeRanges(statistics, 'INT8', 'balanced'),
    heldOut,
  } as const;
  return { search, heldOut, found: await searchRanges(model, search) };
}

describe('HeldOut', () => {
  it('counts what is not a number, and noise without a signal, as worse than anything', async () => {
    const single = (code: 'LOG' | 'SUB' | 'NEG'): Model => {
      const builder = new GraphBuilder();
      const input = builder.input(IMAGE);
      return builder.model(builder.apply(code, code === 'SUB' ? [input, input] : [input], IMAGE));
    };
    const runtime = tflite();
    const negated = await HeldOut.of(single('NEG'), samplesOf(2, 3), { runtime });
    // Logarithms of negative values are not numbers.
    expect(await negated.snrDb(writeModel(single('LOG')))).toEqual([-Infinity]);
    expect(await negated.score(writeModel(single('LOG')))).toBe(-60);
    const silent = await HeldOut.of(single('SUB'), samplesOf(2, 3), { runtime });
    expect(await silent.snrDb(writeModel(single('SUB')))).toEqual([60]);
    expect(await silent.snrDb(writeModel(single('NEG')))).toEqual([-Infinity]);
  });

  it('counts the float model itself as exact, and a quantized one by its noise', async () => {
    const model = convolutions();
    const { heldOut, found } = await searchOf(model);
    expect(heldOut.sampleCount).toBe(6);
    expect(await heldOut.score(writeModel(model))).toBe(60);
    const [snrDb] = await heldOut.snrDb(found.candidate.file);
    expect(snrDb).toBeGreaterThan(25);
    expect(snrDb).toBeLessThan(60);
    expect(await heldOut.score(found.candidate.file)).toBe(snrDb);
  });

  it('judges a model of which an output is no float', async () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 3]);
    const doubled = builder.apply('ADD', [input, input], [1, 3], optionsOf('AddOptions'));
    const isPositive = makeTensor({ name: 'is_positive', type: 'BOOL', shape: [1, 3] });
    builder.subgraph.tensors.push(isPositive);
    builder.subgraph.operators.push(
      makeOperator({
        code: 'GREATER',
        inputs: [doubled, builder.constant('zero', [], [0])],
        outputs: [isPositive],
        options: optionsOf('GreaterOptions'),
      }),
    );
    const model = builder.model(doubled, isPositive);
    const invocations = [
      { inputs: [new Uint8Array(Float32Array.of(1, -2, 3).buffer)], sampleCount: 1 },
    ];
    const heldOut = await HeldOut.of(model, invocations, { runtime: tflite() });
    expect(await heldOut.score(writeModel(model))).toBe(60);
  });
});

describe('searchRanges()', () => {
  it('takes the first proposal, and says that it was not judged, without held-out samples', async () => {
    const model = convolutions();
    const { heldOut: _, ...unjudged } = (await searchOf(model)).search;
    const { method, tried } = await searchRanges(model, unjudged);
    expect(method).toBe('least-error');
    expect(tried).toEqual([{ method }]);
  });

  it.each([undefined, 40])('keeps the best of all that it tried (outlier: %s)', async (outlier) => {
    const { heldOut, found } = await searchOf(convolutions(), outlier);
    expect(found.tried.map(({ method }) => method)).toEqual([
      'least-error',
      'min-max',
      '99.99 %',
      '99.9 %',
    ]);
    const best = Math.max(...found.tried.map(({ scoreDb = NaN }) => scoreDb));
    const chosen = found.tried.find(({ method }) => method === found.method);
    expect(chosen?.scoreDb).toBe(best);
    expect(await heldOut.score(found.candidate.file)).toBe(best);
  });

  it('clips a value that calibration saw once and the held-out samples never', async () => {
    const { found } = await searchOf(convolutions(), 200);
    const scoreOf = (wanted: string) =>
      found.tried.find(({ method }) => method === wanted)?.scoreDb ?? NaN;
    expect(scoreOf(found.method)).toBeGreaterThan(scoreOf('min-max') + 3);
  });

  it('leaves the prepared model as it was, and makes the same file of it again', async () => {
    const model = convolutions();
    const before = writeModel(model);
    const { search, found } = await searchOf(model);
    expect(writeModel(model)).toEqual(before);
    const again = makeCandidate(model, { ...search, ranges: found.ranges });
    expect(again.file).toEqual(found.candidate.file);
    expect([...again.plan.operators.keys()]).toEqual(model.subgraphs[0]?.operators);
  });
});
