import type { Invocation } from '@flotilla/evaluation';
import { litert, runInLitert } from '@flotilla/testing';
import { bytesOf, isQuantized, type Model, readModel, writeModel } from '@flotilla/tflite';
import { quantize } from '../src/quantize';
import type { Scheme } from '../src/recipe/scheme';
import { signatureOf, withMainGraph } from '../src/signatures/signature-graph';
import { CACHE_LENGTH, decoderModel, PREFILL_LENGTH, UNSEEN, WIDTH } from './decoder-model';
import { fidelityOf } from './fidelity';
import { normalNumbers } from './normal-numbers';

type Key = 'prefill' | 'decode';

function run(model: Model, key: Key, inputs: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const alone = withMainGraph(model, signatureOf(model, key).subgraph);
  return runInLitert(writeModel(alone), inputs);
}

/** Tokens from `start`, which see themselves and what came before. */
function inputsFor(start: number, tokens: number, seed: number, caches: readonly Uint8Array[]) {
  const x = Float32Array.from({ length: tokens * WIDTH }, normalNumbers(seed));
  const mask = Float32Array.from({ length: tokens * CACHE_LENGTH }, (_, at) =>
    at % CACHE_LENGTH <= start + Math.floor(at / CACHE_LENGTH) ? 0 : UNSEEN,
  );
  return [bytesOf(x), bytesOf(Int32Array.of(0, start, 0)), bytesOf(mask), ...caches];
}

const emptyCaches = () => [0, 1].map(() => new Uint8Array(4 * CACHE_LENGTH * WIDTH));

/** The logits of a prefill and of two tokens after it, each fed with the caches that the one before handed out. */
async function conversation(model: Model, seed: number): Promise<Uint8Array[]> {
  const first = inputsFor(0, PREFILL_LENGTH, seed, emptyCaches());
  let [logits, ...caches] = await run(model, 'prefill', first);
  const said = [logits!];
  for (const step of [0, 1]) {
    const inputs = inputsFor(PREFILL_LENGTH + step, 1, seed + 1 + step, caches);
    [logits, ...caches] = await run(model, 'decode', inputs);
    said.push(logits!);
  }
  return said;
}

/** What each signature meets in conversations of the float model. */
async function calibration(model: Model): Promise<Map<string, () => Invocation[]>> {
  const met: Record<Key, Invocation[]> = { prefill: [], decode: [] };
  for (let seed = 100; seed < 100 + 12 * 10; seed += 10) {
    const first = inputsFor(0, PREFILL_LENGTH, seed, emptyCaches());
    met.prefill.push({ inputs: first, sampleCount: 1 });
    let [, ...caches] = await run(model, 'prefill', first);
    for (const step of [0, 1]) {
      const inputs = inputsFor(PREFILL_LENGTH + step, 1, seed + 1 + step, caches);
      met.decode.push({ inputs, sampleCount: 1 });
      [, ...caches] = await run(model, 'decode', inputs);
    }
  }
  return new Map(Object.entries(met).map(([key, samples]) => [key, () => samples]));
}

/** The integer tensors that stand for a cache where a graph takes it and where it hands it out. */
function cacheScales(model: Model, name: string): Set<string> {
  const found = new Set<string>();
  for (const { subgraph, inputs, outputs } of model.signatures) {
    const ports = [...inputs, ...outputs].filter((entry) => entry.name === name);
    for (const { tensor } of ports)
      for (const operator of subgraph.operators) {
        if (operator.code !== 'QUANTIZE' && operator.code !== 'DEQUANTIZE') continue;
        const [twin] = operator.code === 'QUANTIZE' ? operator.outputs : operator.inputs;
        const [port] = operator.code === 'QUANTIZE' ? operator.inputs : operator.outputs;
        if (port !== tensor || !twin) continue;
        found.add(
          `${twin.type} ${twin.quantization?.scale.join()} ${twin.quantization?.zeroPoint.join()}`,
        );
      }
  }
  return found;
}

const LEAST_SNR_DB = { int8: 20, '16x8': 36, dynamic: 25, 'weight-only': 36 } as const;

describe('a decoder whose signatures share weights and caches', () => {
  it.each(Object.entries(LEAST_SNR_DB))(
    'says in %s what it says in float',
    async (scheme, least) => {
      const float = decoderModel();
      const { model } = await quantize(float, {
        scheme: scheme as Scheme,
        runtime: litert(),
        targetRuntime: '2.3',
        signatureCalibration: await calibration(float),
      });
      const stored = readModel(writeModel(model));
      const wanted = await conversation(float, 7);
      const actual = await conversation(stored, 7);
      wanted.forEach((logits, step) => {
        expect(fidelityOf(logits, actual[step]!).snrDb).toBeGreaterThan(least);
      });
      // One buffer a matrix, in both graphs.
      const matrices = stored.subgraphs.map(({ tensors }) =>
        tensors
          .filter((tensor) => tensor.buffer && isQuantized(tensor))
          .map(({ buffer }) => buffer),
      );
      expect(matrices.map((buffers) => buffers.length)).toEqual([4, 4]);
      expect(new Set(matrices.flat()).size).toBe(4);
    },
  );

  it.each(['int8', '16x8'] as const)('hands caches on in one scale (%s)', async (scheme) => {
    const float = decoderModel();
    const { model, report } = await quantize(float, {
      scheme,
      runtime: litert(),
      targetRuntime: '2.3',
      signatureCalibration: await calibration(float),
    });
    expect(report.leftFloat).toEqual([]);
    for (const name of ['key_cache', 'value_cache']) expect(cacheScales(model, name).size).toBe(1);
    // What a graph hands out and gets back is the same to the bit where it changes nothing.
    const inputs = inputsFor(0, PREFILL_LENGTH, 7, emptyCaches());
    const [, keys, values] = await run(model, 'prefill', inputs);
    const next = inputsFor(PREFILL_LENGTH, 1, 8, [keys!, values!]);
    const [, newKeys] = await run(model, 'decode', next);
    const past = 4 * PREFILL_LENGTH * WIDTH;
    expect(newKeys?.subarray(0, past)).toEqual(keys?.subarray(0, past));
  });
});
