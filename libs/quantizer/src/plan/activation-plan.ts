import { floatData, isConstant, type Model, type Operator, type Tensor } from '@flotilla/tflite';
import { activationParameters, symmetricParameters } from '../numerics/activation-parameters';
import type { ActivationType, QuantizationParameters } from '../numerics/quantization-parameters';
import { includingZero, rangeOf, unionOf, type Range } from '../numerics/range';
import { constraintOf, dataInputs, dataOutputs } from '../operator-rules/operands';
import { type ScaleGroup, ScaleGroups } from './scale-groups';
import type { IntegerChoice } from './scheme-choice';

/** What each integer operator reads and writes. */
export class ActivationPlan {
  private readonly written = new Map<Tensor, Map<ActivationType, QuantizationParameters>>();
  private readonly byGroup = new Map<ScaleGroup, QuantizationParameters>();
  private readonly groups = new Map<Operator, ScaleGroups>();

  constructor(
    model: Model,
    private readonly choices: ReadonlyMap<Operator, IntegerChoice>,
    private readonly ranges: ReadonlyMap<Tensor, Range>,
  ) {
    for (const subgraph of model.subgraphs) {
      const grouped = new Map(
        (['INT8', 'INT16'] as const).map((type) => [
          type,
          new ScaleGroups(subgraph, choices, type, (tensors) => this.widthOf(tensors)),
        ]),
      );
      for (const operator of subgraph.operators) {
        const groups = grouped.get(choices.get(operator)?.type ?? 'INT8');
        if (groups !== undefined) this.groups.set(operator, groups);
        this.recordOutputs(operator);
      }
    }
  }

  choiceOf(operator: Operator): IntegerChoice | undefined {
    return this.choices.get(operator);
  }

  /** What the operator reads of one of its data inputs. */
  read(operator: Operator, tensor: Tensor): QuantizationParameters {
    const { rule, family, type } = this.choice(operator);
    const [output] = dataOutputs(rule, operator);
    const isJoining = constraintOf(rule, family).kind === 'same-as-output';
    if (isJoining && output !== undefined) return this.current(operator, output, type);
    return this.current(operator, tensor, type);
  }

  /** What the operator writes into one of its data outputs. */
  write(operator: Operator, tensor: Tensor): QuantizationParameters {
    return this.current(operator, tensor, this.choice(operator).type);
  }

  private recordOutputs(operator: Operator): void {
    const choice = this.choices.get(operator);
    if (choice === undefined) return;
    const { rule, family, type } = choice;
    const [input] = dataInputs(rule, operator);
    const isMoving = constraintOf(rule, family).kind === 'same-as-input';
    for (const output of dataOutputs(rule, operator)) {
      const parameters =
        isMoving && input ? this.read(operator, input) : this.ofGroup(operator, output, type);
      const types = this.written.get(output) ?? new Map<ActivationType, QuantizationParameters>();
      this.written.set(output, types.set(type, parameters));
    }
  }

  private current(
    operator: Operator,
    tensor: Tensor,
    type: ActivationType,
  ): QuantizationParameters {
    return this.written.get(tensor)?.get(type) ?? this.ofGroup(operator, tensor, type);
  }

  private ofGroup(
    operator: Operator,
    tensor: Tensor,
    type: ActivationType,
  ): QuantizationParameters {
    const group = this.groups.get(operator)?.of(tensor);
    if (group === undefined) throw new TypeError(`${operator.code} was not planned`);
    const known = this.byGroup.get(group);
    if (known !== undefined) return known;
    const make = group.symmetric ? symmetricParameters : activationParameters;
    const parameters = group.pinned ?? make(this.rangeOf(group.tensors), type);
    this.byGroup.set(group, parameters);
    return parameters;
  }

  private choice(operator: Operator): IntegerChoice {
    const choice = this.choices.get(operator);
    if (choice === undefined) throw new TypeError(`${operator.code} runs in no integer kernel`);
    return choice;
  }

  private widthOf(tensors: Iterable<Tensor>): number {
    const { min, max } = this.rangeOf(tensors);
    return max - min;
  }

  private rangeOf(tensors: Iterable<Tensor>): Range {
    const known = [...tensors].flatMap((tensor) =>
      isConstant(tensor) ? rangeOf(floatData(tensor)) : (this.ranges.get(tensor) ?? []),
    );
    const settled = known.filter(({ isSettled }) => isSettled);
    const [first = { min: 0, max: 0 }, ...others] = settled.length > 0 ? settled : known;
    return includingZero(others.reduce(unionOf, first));
  }
}
