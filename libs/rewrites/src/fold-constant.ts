import { bytesOf, type Operator, type Subgraph, type Tensor } from '@flotilla/tflite';
import { asChannelOperator, channelConstant, type ChannelOperator } from './channel-operator';
import type { AppliedRewrite, Rewrite } from './rewrite';
import { SubgraphEditor } from './subgraph-editor';

export interface ConstantFold {
  readonly name: string;
  /** The operator that is taken in. */
  readonly code: 'MUL' | 'ADD';
  /** New weights and bias that do the work of the operator with `constant`, one value a channel. */
  readonly fold: (
    target: ChannelOperator,
    constant: Float32Array,
  ) => { weights: Tensor; bias: Tensor };
}

/** A rewrite that takes an operator with a constant into the convolution or dense operator before it. */
export function constantFold({ name, code, fold }: ConstantFold): Rewrite {
  return {
    name,
    apply(subgraph: Subgraph): AppliedRewrite[] {
      const editor = new SubgraphEditor(subgraph);
      const applied: AppliedRewrite[] = [];
      for (const operator of subgraph.operators) {
        const match = operator.code === code ? findMatch(operator, editor) : undefined;
        const [output] = operator.outputs;
        if (match === undefined || output === undefined) continue;
        const { producer, target, constant } = match;
        const { weights, bias } = fold(target, constant);
        producer.inputs = [producer.inputs[0] ?? null, weights, bias];
        subgraph.tensors.push(weights, bias);
        editor.absorb(producer, operator);
        applied.push({ rewrite: name, tensor: output.name });
      }
      editor.commit();
      return applied;
    },
  };
}

interface Match {
  readonly producer: Operator;
  readonly target: ChannelOperator;
  readonly constant: Float32Array;
}

function findMatch(operator: Operator, editor: SubgraphEditor): Match | undefined {
  const { options, inputs } = operator;
  if (options !== undefined && 'fusedActivationFunction' in options) {
    if (options.fusedActivationFunction !== 'NONE') return undefined;
  }
  const [left, right] = inputs;
  if (!left || !right) return undefined;
  for (const [data, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const producer = editor.soleProducer(data, operator);
    const target = producer === undefined ? undefined : asChannelOperator(producer);
    const constant = target === undefined ? undefined : channelConstant(other, target.channels);
    if (producer !== undefined && target !== undefined && constant !== undefined) {
      return { producer, target, constant };
    }
  }
  return undefined;
}

/** The same tensor with other values; a copy, since others may share the constant. */
export function withValues(tensor: Tensor, values: Float32Array): Tensor {
  return { ...tensor, shape: [...tensor.shape], buffer: { data: bytesOf(values) } };
}
