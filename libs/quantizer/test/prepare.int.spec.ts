import { cloneModel, readModel, writeModel, type Model } from '@flotilla/tflite';
import { runInLitert, runInTflite, ZOO, type ZooModel } from '@flotilla/testing';
import { prepareModel } from '../src/prepare/prepare-model';
import { fidelityOf, type Fidelity } from './fidelity';
import { imageLike } from './image-like';
import { leftoversOf } from './leftovers';

const NATIVE = ZOO.filter(({ customOperators }) => !customOperators);
const CUSTOM = ZOO.filter(({ customOperators }) => customOperators);
/** Whose file leaves the batch open. */
const OPEN_BATCH = ZOO.filter(({ name }) => name === 'objectron_cup');
const SEEDS = [1, 2];

interface Prepared {
  readonly original: Uint8Array;
  readonly prepared: Uint8Array;
  /** The prepared model. */
  readonly model: Model;
  /** Input bytes of each run. */
  readonly runs: readonly Uint8Array[][];
}

const known = new Map<ZooModel, Promise<Prepared>>();

function prepare(zoo: ZooModel): Promise<Prepared> {
  const prepared = known.get(zoo) ?? prepareOnce(zoo);
  known.set(zoo, prepared);
  return prepared;
}

async function prepareOnce(zoo: ZooModel): Promise<Prepared> {
  const original = await zoo.load();
  const { model } = cloneModel(readModel(original));
  prepareModel(model);
  const inputs = model.subgraphs[0]?.inputs ?? [];
  return {
    original,
    prepared: writeModel(model),
    model,
    runs: SEEDS.map((seed) => inputs.map(({ shape }) => imageLike(shape, seed))),
  };
}

/** The worst of all outputs. */
function compare(
  expected: readonly Uint8Array[] | undefined,
  actual: readonly Uint8Array[] | undefined,
): Fidelity {
  const each = (expected ?? []).map((bytes, index) =>
    fidelityOf(bytes, actual?.[index] ?? new Uint8Array()),
  );
  return {
    worstPart: Math.max(...each.map(({ worstPart }) => worstPart)),
    snrDb: Math.min(...each.map(({ snrDb }) => snrDb)),
    distinctValues: Math.max(...each.map(({ distinctValues }) => distinctValues)),
  };
}

function expectSame({ worstPart, snrDb, distinctValues }: Fidelity): void {
  expect(distinctValues).toBeGreaterThan(10);
  expect(worstPart).toBeLessThanOrEqual(1e-4);
  expect(snrDb).toBeGreaterThanOrEqual(100);
}

describe('prepareModel() on published models', () => {
  it.each(ZOO)(
    'leaves nothing of $name to be prepared',
    async (zoo) => {
      const { original, prepared } = await prepare(zoo);
      expect(leftoversOf(readModel(original))).not.toEqual([]);
      expect(leftoversOf(readModel(prepared))).toEqual([]);
      expect(prepareModel(readModel(prepared))).toEqual({});
    },
    60_000,
  );

  describe.each(['cpu', 'xnnpack'] as const)('run by native TensorFlow Lite on %s', (delegate) => {
    it.each(NATIVE)(
      'keeps what $name computes',
      async (zoo) => {
        const { original, prepared, runs } = await prepare(zoo);
        for (const inputs of runs) {
          const before = await runInTflite(original, inputs, { delegate });
          expectSame(compare(before, await runInTflite(prepared, inputs, { delegate })));
        }
      },
      60_000,
    );
  });

  it.each(OPEN_BATCH)(
    'keeps what $name computes of a larger batch than the file has',
    async (zoo) => {
      const { original, prepared, model } = await prepare(zoo);
      const [input] = model.subgraphs[0]?.inputs ?? [];
      const pixels = imageLike([3, ...(input?.shape.slice(1) ?? [])], 3);
      const before = await runInTflite(original, [pixels], { batch: 3 });
      expectSame(compare(before, await runInTflite(prepared, [pixels], { batch: 3 })));
    },
    60_000,
  );

  describe.each(CUSTOM)('$name, whose custom operator native TensorFlow Lite lacks', (zoo) => {
    it('computes the same in LiteRT', async () => {
      const { original, prepared, runs } = await prepare(zoo);
      for (const inputs of runs) {
        const before = await runInLitert(original, inputs);
        const after = await runInLitert(prepared, inputs);
        expectSame(compare(before, after));
      }
    }, 60_000);

    it('loads in native TensorFlow Lite once it is prepared, and agrees with LiteRT', async () => {
      const { original, prepared, runs } = await prepare(zoo);
      for (const inputs of runs) {
        await expect(runInTflite(original, inputs)).rejects.toThrow();
        const reference = await runInLitert(original, inputs);
        for (const delegate of ['cpu', 'xnnpack'] as const) {
          // Two runtimes four years apart: their kernels for HARD_SWISH and LOGISTIC round differently.
          const { worstPart, snrDb } = compare(
            reference,
            await runInTflite(prepared, inputs, { delegate }),
          );
          expect(worstPart).toBeLessThanOrEqual(1e-3);
          expect(snrDb).toBeGreaterThanOrEqual(70);
        }
      }
    }, 60_000);
  });
});
