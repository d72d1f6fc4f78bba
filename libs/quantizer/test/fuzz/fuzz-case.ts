import { OPERATOR_CASES, operatorModel } from '@flotilla/testing';
import { isCodedError } from '@flotilla/foundation';
import {
  cloneModel,
  isConstant,
  type Model,
  readModel,
  type Tensor,
  writeModel,
} from '@flotilla/tflite';
import { refuseQuantized, refuseUnsupportedTypes } from '../../src/already-quantized';
import { makeCandidate } from '../../src/candidate';
import { delegateOutcomes, oldestRuntimeOf } from '../../src/delegates/delegate-outcomes';
import { takeFakeQuantization } from '../../src/fake-quant/take-fake-quantization';
import type { Range } from '../../src/numerics/range';
import { prepareModel } from '../../src/prepare/prepare-model';
import { recipeFor } from '../../src/recipe/recipe';
import { SCHEMES, type Scheme } from '../../src/recipe/scheme';
import { refuseLooseSignatures } from '../../src/signatures/refuse-loose-signatures';
import { verifyStructure } from '../../src/verify/verify-structure';
import { nearest } from '../../src/weights/nearest';
import { mutateBytes } from './mutate-bytes';
import { mutateModel } from './mutate-model';
import { Random } from './random';

/** How far a case came. */
export type FuzzOutcome = 'refused by the reader' | 'refused by the quantizer' | 'quantized';

/** What a runtime may be given: the mutated file, where it was read, and what the quantizer made of it. */
export interface FuzzFiles {
  readonly mutated?: Uint8Array;
  readonly quantized?: Uint8Array;
}

export interface FuzzCase {
  readonly outcome: FuzzOutcome;
  readonly files: FuzzFiles;
}

/** Small models of every kind of operator. */
const SEEDS: readonly Uint8Array[] = OPERATOR_CASES.map((each) => writeModel(operatorModel(each)));

/**
 * Mutates one model and takes it the way that a user's file goes, up to what needs a runtime. The same number makes the
 * same case.
 * @throws whatever is no typed refusal: a finding
 */
export function runCase(number: number, seeds: readonly Uint8Array[] = SEEDS): FuzzCase {
  const random = new Random(number);
  const mutated = mutant(random, seeds);
  const model = typed(() => readModel(mutated));
  if (model === undefined) return { outcome: 'refused by the reader', files: {} };
  // Told of any file that can be read; refuses none.
  delegateOutcomes(model, oldestRuntimeOf(model));
  const scheme = random.pick(SCHEMES);
  const quantized = typed(() => quantizeStructure(model, scheme));
  return quantized === undefined
    ? { outcome: 'refused by the quantizer', files: { mutated } }
    : { outcome: 'quantized', files: { mutated, quantized } };
}

function mutant(random: Random, seeds: readonly Uint8Array[]): Uint8Array {
  const seed = random.pick(seeds);
  if (random.below(2) === 0) return mutateBytes(seed, random);
  const { model } = cloneModel(readModel(seed));
  mutateModel(model, random);
  const file = written(model);
  return file === undefined || random.below(4) === 0 ? mutateBytes(file ?? seed, random) : file;
}

/** Undefined for what a program may not ask the writer for, and only a damaged file can hold. */
function written(model: Model): Uint8Array | undefined {
  try {
    return writeModel(model);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function quantizeStructure(model: Model, scheme: Scheme): Uint8Array {
  const recipe = recipeFor(scheme);
  refuseQuantized(model, recipe);
  refuseUnsupportedTypes(model);
  refuseLooseSignatures(model);
  const { model: prepared } = cloneModel(model);
  takeFakeQuantization(prepared);
  prepareModel(prepared);
  const { model: result, file } = makeCandidate(prepared, {
    recipe,
    targetRuntime: '2.9',
    ranges: plausibleRanges(prepared),
    weights: nearest,
  });
  verifyStructure(result, '2.9');
  readModel(file);
  return file;
}

function plausibleRanges({ subgraphs }: Model): Map<Tensor, Range> {
  const activations = subgraphs.flatMap(({ inputs, operators }) => [
    ...inputs,
    ...operators.flatMap(({ outputs }) => outputs),
  ]);
  return new Map(
    activations
      .filter((tensor) => tensor.type === 'FLOAT32' && !isConstant(tensor))
      .map((tensor) => [tensor, { min: -1, max: 2 }]),
  );
}

/** Undefined where it was refused with a code. */
function typed<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}
