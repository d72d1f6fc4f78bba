import type { Operator, Subgraph, Tensor } from '@flotilla/tflite';
import type { ActivationType, QuantizationParameters } from '../numerics/quantization-parameters';
import { perTensor } from '../numerics/quantization-parameters';
import { constraintOf, dataInputs, dataOutputs } from '../operator-rules/operands';
import type { IntegerChoice } from './scheme-choice';

/** Tensors that share one scale, since kernels between them move values without computing. */
export interface ScaleGroup {
  readonly tensors: Set<Tensor>;
  /** What a kernel with a fixed output scale writes. */
  pinned?: QuantizationParameters;
  /** Whether some kernel on it reads zero points as 0. */
  symmetric: boolean;
}

/** A joined tensor's own range may be this much narrower than the whole; beyond, it keeps its own scale for others. */
const LIKE_RANGES = 1.05;

/** About half of the values are positive: their rounding errors are worth those of the others being twice as large. */
const COARSER_OUTPUT = Math.SQRT2;

/**
 * Finds the tensors of one activation type that are to share their parameters:
 * - inputs and outputs of kernels that move values (`same-as-input`), always;
 * - inputs of kernels that join values (`same-as-output`), where an integer kernel writes the input for this operator
 *   alone, or with a like range: it can then write in the joined scale at once, and no requantization is needed;
 * - input and output of kernels that pass positive values, where their ranges are alike.
 */
export class ScaleGroups {
  private readonly groups = new Map<Tensor, ScaleGroup>();
  private readonly producers = new Map<Tensor, Operator>();
  private readonly consumers = new Map<Tensor, Operator[]>();

  constructor(
    subgraph: Subgraph,
    private readonly choices: ReadonlyMap<Operator, IntegerChoice>,
    private readonly type: ActivationType,
    private readonly widthOf: (tensors: Iterable<Tensor>) => number,
  ) {
    for (const operator of subgraph.operators) {
      for (const output of operator.outputs) this.producers.set(output, operator);
      for (const input of operator.inputs)
        if (input) this.consumers.set(input, [...(this.consumers.get(input) ?? []), operator]);
    }
    const integers = subgraph.operators.filter(
      (operator) => choices.get(operator)?.type === this.type,
    );
    for (const operator of integers) this.tieMoved(operator);
    for (const operator of integers) this.tieJoined(operator);
    for (const operator of integers) this.tiePassing(operator);
  }

  of(tensor: Tensor): ScaleGroup {
    const known = this.groups.get(tensor);
    if (known !== undefined) return known;
    const group: ScaleGroup = { tensors: new Set([tensor]), symmetric: false };
    this.groups.set(tensor, group);
    return group;
  }

  private tieMoved(operator: Operator): void {
    const choice = this.choices.get(operator);
    if (choice === undefined) return;
    const { rule, family, kernel } = choice;
    const constraint = constraintOf(rule, family);
    const outputs = dataOutputs(rule, operator);
    if (constraint.kind === 'fixed') {
      const pinned = perTensor(this.type, constraint.scale, constraint.zeroPoint);
      for (const output of outputs) this.of(output).pinned ??= pinned;
    }
    if (constraint.kind === 'same-as-input') {
      const [input] = dataInputs(rule, operator);
      for (const output of outputs) if (input) this.unite(this.of(input), this.of(output));
    }
    if (kernel.symmetric === true) {
      for (const tensor of [...dataInputs(rule, operator), ...outputs])
        this.of(tensor).symmetric = true;
    }
  }

  private tieJoined(operator: Operator): void {
    const choice = this.choices.get(operator);
    if (choice === undefined) return;
    const { rule, family } = choice;
    if (constraintOf(rule, family).kind !== 'same-as-output') return;
    const [output] = dataOutputs(rule, operator);
    if (output === undefined) return;
    const inputs = dataInputs(rule, operator);
    this.pinAlike(inputs, this.of(output));
    for (const input of inputs) {
      const group = this.of(input);
      if (this.mayJoin(group, operator, this.of(output))) this.unite(this.of(output), group);
    }
  }

  /**
   * Positive values pass unchanged, and without another rounding, where input and output have the same parameters; that
   * is worth a coarser output, but no coarser input.
   */
  private tiePassing(operator: Operator): void {
    const choice = this.choices.get(operator);
    const [input] = operator.inputs;
    const [output] = operator.outputs;
    if (choice?.rule.passesPositive !== true || !input || output === undefined) return;
    const [before, after] = [this.of(input), this.of(output)];
    if (before.pinned !== undefined || after.pinned !== undefined) return;
    if (!this.isWrittenByInteger(input)) return;
    const width = this.widthOf([...before.tensors, ...after.tensors]);
    const isFineForBoth =
      width <= this.widthOf(before.tensors) * LIKE_RANGES &&
      width <= this.widthOf(after.tensors) * COARSER_OUTPUT;
    if (isFineForBoth) this.unite(before, after);
  }

  /** Where all that is joined has one fixed scale, so has the whole. */
  private pinAlike(inputs: readonly Tensor[], whole: ScaleGroup): void {
    const [first, ...others] = inputs.map((input) => this.of(input).pinned);
    if (first === undefined || whole.pinned !== undefined) return;
    const isAlike = others.every(
      (other) => other?.scale[0] === first.scale[0] && other?.zeroPoint[0] === first.zeroPoint[0],
    );
    if (isAlike) whole.pinned = first;
  }

  private mayJoin(group: ScaleGroup, operator: Operator, whole: ScaleGroup): boolean {
    if (group === whole || group.pinned !== undefined) return false;
    if (![...group.tensors].every((tensor) => this.isWrittenByInteger(tensor))) return false;
    const isPrivate = [...group.tensors].every((tensor) =>
      (this.consumers.get(tensor) ?? []).every(
        (consumer) =>
          consumer === operator || consumer.outputs.some((output) => group.tensors.has(output)),
      ),
    );
    if (isPrivate) return true;
    const own = this.widthOf(group.tensors);
    return this.widthOf([...group.tensors, ...whole.tensors]) <= own * LIKE_RANGES;
  }

  private isWrittenByInteger(tensor: Tensor): boolean {
    const producer = this.producers.get(tensor);
    return producer !== undefined && this.choices.get(producer)?.type === this.type;
  }

  private unite(left: ScaleGroup, right: ScaleGroup): void {
    if (left === right) return;
    for (const tensor of right.tensors) {
      left.tensors.add(tensor);
      this.groups.set(tensor, left);
    }
    if (right.pinned !== undefined) left.pinned ??= right.pinned;
    left.symmetric ||= right.symmetric;
  }
}
