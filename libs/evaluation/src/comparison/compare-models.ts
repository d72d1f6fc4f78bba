import { elementCount, exposeTensors, writeModel } from '@flotilla/tflite';
import type { Invocation } from '../dataset/invocations';
import type { Interpreter } from '../interpreter';
import { type ComparedModel, realValues, withoutRepetitions } from './compared-model';
import type { TensorPair } from './match-activations';
import { TensorComparison, type TensorComparisonSummary } from './tensor-comparison';
import { pairwise } from './pairwise';

export interface ComparedTensor extends TensorComparisonSummary {
  /** The reference's name for it. */
  readonly name: string;
  /** What the compared model holds it in. */
  readonly type: string;
}

export interface CompareOptions {
  /** Called after each sample that both models ran on, with the number of samples done. */
  readonly onSample?: (done: number) => void;
  /** What the tensors that are looked at together may take in both models. Default 64 MiB. */
  readonly chunkBytes?: number;
}

const DEFAULT_CHUNK_BYTES = 64 * 1024 ** 2;

/**
 * Runs two models on the same samples and compares their outputs, by position; those of other sizes are left out.
 * @throws CodedError the runtimes' own
 */
export async function compareOutputs(
  reference: ComparedModel,
  actual: ComparedModel,
  { onSample }: CompareOptions = {},
): Promise<ComparedTensor[]> {
  const theirs = actual.model.subgraphs[0]?.outputs ?? [];
  const pairs = (reference.model.subgraphs[0]?.outputs ?? []).flatMap((tensor, position) => {
    const counterpart = theirs[position];
    const isAlike =
      counterpart !== undefined && elementCount(counterpart.shape) === elementCount(tensor.shape);
    return isAlike ? [{ reference: tensor, actual: counterpart, output: position }] : [];
  });
  return runBoth(reference, actual, pairs, { mayBeScores: pairs.length === 1, onSample });
}

/**
 * Compares activations. Each becomes an output of a copy; where they are many, of several copies one after the other, so
 * that memory stays bounded.
 * @throws CodedError the runtimes' own
 */
export async function compareActivations(
  reference: ComparedModel,
  actual: ComparedModel,
  pairs: readonly TensorPair[],
  { onSample, chunkBytes = DEFAULT_CHUNK_BYTES }: CompareOptions = {},
): Promise<ComparedTensor[]> {
  const compared: ComparedTensor[] = [];
  for (const chunk of chunksOf(pairs, chunkBytes)) {
    const exposed = (side: ComparedModel, key: keyof TensorPair): ComparedModel => ({
      ...side,
      model: exposeTensors(
        side.model,
        chunk.map((pair) => pair[key]),
      ),
    });
    const sides = [exposed(reference, 'reference'), exposed(actual, 'actual')] as const;
    const placed = chunk.map((pair, output) => ({ ...pair, output }));
    compared.push(...(await runBoth(...sides, placed, { mayBeScores: false, onSample })));
  }
  return compared;
}

interface RunOptions {
  readonly mayBeScores: boolean;
  readonly onSample: CompareOptions['onSample'];
}

/** A pair, and which output of both models it is. */
interface PlacedPair extends TensorPair {
  readonly output: number;
}

async function runBoth(
  reference: ComparedModel,
  actual: ComparedModel,
  pairs: readonly PlacedPair[],
  { mayBeScores, onSample }: RunOptions,
): Promise<ComparedTensor[]> {
  const open: Interpreter[] = [];
  const load = async ({ model, runtime, execution }: ComparedModel): Promise<Interpreter> => {
    const interpreter = await runtime.load(writeModel(model), execution);
    open.push(interpreter);
    return interpreter;
  };
  try {
    const [wanted, got] = [await load(reference), await load(actual)];
    const comparisons = pairs.map(
      ({ output }) =>
        new TensorComparison({ shape: wanted.outputs[output]?.shape ?? [], mayBeScores }),
    );
    let done = 0;
    for await (const [ours, theirs] of pairwise(reference.invocations(), actual.invocations())) {
      const outputs = await Promise.all([wanted.invoke(ours.inputs), got.invoke(theirs.inputs)]);
      pairs.forEach((pair, at) => {
        const values = (side: 0 | 1, invocation: Invocation): ArrayLike<number> => {
          const spec = [wanted, got][side]?.outputs[pair.output];
          const tensor = side === 0 ? pair.reference : pair.actual;
          const all = realValues(outputs[side][pair.output], spec, tensor);
          return withoutRepetitions(all, spec?.shape ?? [], invocation);
        };
        comparisons[at]?.add(values(0, ours), values(1, theirs), ours.sampleCount);
      });
      done += ours.sampleCount;
      onSample?.(done);
    }
    return pairs.map((pair, at) => ({
      name: pair.reference.name,
      type: pair.actual.type,
      ...(comparisons[at] ?? new TensorComparison({ shape: [], mayBeScores })).summary(),
    }));
  } finally {
    await Promise.all(open.map((interpreter) => interpreter.close()));
  }
}

/** Bytes of one element in both models, at most: float32 and what it is compared with. */
const PAIR_BYTES = 8;

function chunksOf(pairs: readonly TensorPair[], chunkBytes: number): TensorPair[][] {
  const chunks: TensorPair[][] = [];
  let room = 0;
  for (const pair of pairs) {
    const needed = PAIR_BYTES * elementCount(pair.reference.shape);
    if (needed > room || chunks.length === 0) {
      chunks.push([]);
      room = chunkBytes;
    }
    chunks.at(-1)?.push(pair);
    room -= needed;
  }
  return chunks;
}
