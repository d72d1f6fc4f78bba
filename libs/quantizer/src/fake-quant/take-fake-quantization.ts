import {
  isFloatConstant,
  type Model,
  type Operator,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';
import { type Range, unionOf } from '../numerics/range';
import { type Encoding, isSymmetric, rangeOfEncoding } from './encoding';
import { fakeQuantizations } from './fake-quantization';

/** What training settled, by the tensors that carry it now. */
export interface Trained {
  /** Of activations; they win over what calibration sees. */
  readonly ranges: ReadonlyMap<Tensor, Range>;
  /** Of weights that training rounded symmetrically, with the bytes that it speaks of. */
  readonly grids: ReadonlyMap<Tensor, WeightGrid>;
  /** How many operators were taken out. */
  readonly operators: number;
}

export interface WeightGrid {
  readonly encoding: Encoding;
  readonly data: Uint8Array;
}

/**
 * Takes the fake quantization out of a model, in place, and says what it asked for. What is left is the plain float
 * model, so that every scheme starts from it: integer ones meet the trained grids again, float16 stores weights that
 * were trained to be rounded, and float activations are no longer rounded at all.
 */
export function takeFakeQuantization(model: Model): Trained {
  const ranges = new Map<Tensor, Range>();
  const grids = new Map<Tensor, WeightGrid>();
  let operators = 0;
  for (const subgraph of model.subgraphs) {
    const substitutes = new Substitutes(subgraph);
    for (const { source, results, operators: taken, encoding } of fakeQuantizations(subgraph)) {
      const kept = substitutes.merge(source, results);
      if (kept === undefined) continue;
      taken.forEach((operator) => substitutes.removed.add(operator));
      operators += taken.length;
      if (isFloatConstant(kept)) {
        const { data } = kept.buffer ?? {};
        if (data !== undefined && isSymmetric(encoding)) grids.set(kept, { encoding, data });
        continue;
      }
      const range = { ...rangeOfEncoding(encoding), isSettled: true };
      const known = ranges.get(kept);
      ranges.set(kept, known === undefined ? range : { ...unionOf(known, range), isSettled: true });
    }
    for (const [tensor, range] of [...ranges]) {
      const kept = substitutes.of(tensor);
      if (kept === tensor) continue;
      ranges.delete(tensor);
      ranges.set(kept, range);
    }
    substitutes.apply();
  }
  return { ranges, grids, operators };
}

/** Which tensor stands for which, until all of a subgraph's places are known. */
class Substitutes {
  readonly removed = new Set<Operator>();
  private readonly substitutes = new Map<Tensor, Tensor>();
  private readonly written: ReadonlySet<Tensor>;

  constructor(private readonly subgraph: Subgraph) {
    this.written = new Set(subgraph.operators.flatMap(({ outputs }) => outputs));
  }

  of(tensor: Tensor): Tensor {
    let kept = tensor;
    for (let next = this.substitutes.get(kept); next !== undefined;) {
      kept = next;
      next = this.substitutes.get(kept);
    }
    return kept;
  }

  /** The one that stays; none where inputs and outputs of the subgraph need the operator between them. */
  merge(source: Tensor, results: readonly Tensor[]): Tensor | undefined {
    const before = this.of(source);
    const outputs = results.filter((result) => this.subgraph.outputs.includes(result));
    const [output] = outputs;
    if (output === undefined) {
      results.forEach((result) => this.substitutes.set(result, before));
      return before;
    }
    const isFree = this.written.has(before) && !this.subgraph.outputs.includes(before);
    if (outputs.length > 1 || !isFree) return undefined;
    for (const tensor of [before, ...results]) {
      if (tensor !== output) this.substitutes.set(tensor, output);
    }
    return output;
  }

  apply(): void {
    const { operators, tensors } = this.subgraph;
    this.subgraph.operators = operators.filter((operator) => !this.removed.has(operator));
    const gone = new Set([...this.removed].flatMap(({ outputs }) => outputs));
    for (const operator of this.subgraph.operators) {
      operator.inputs = operator.inputs.map((input) => (input === null ? null : this.of(input)));
      operator.outputs = operator.outputs.map((output) => this.of(output));
      operator.outputs.forEach((output) => gone.delete(output));
    }
    this.subgraph.tensors = tensors.filter(
      (tensor) => !gone.has(tensor) && this.of(tensor) === tensor,
    );
  }
}
