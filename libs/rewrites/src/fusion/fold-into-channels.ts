import {
  bytesOf,
  floatData,
  makeTensor,
  type BuiltinOperator,
  type Operator,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';
import { SubgraphEditor } from '../graph/subgraph-editor';
import type { AppliedRewrite, Rewrite } from '../rewrite';
import {
  asChannelOperator,
  channelConstant,
  setConstants,
  type ChannelOperator,
} from './channel-operator';

/** y → scale · y + offset, for one channel. */
export interface AffineMap {
  readonly scale: number;
  readonly offset: number;
}

export interface ChannelFold {
  readonly name: string;
  /** The operator that is taken in, without an activation of its own. */
  readonly code: BuiltinOperator;
  /** What the operator does to its other operand, by the constant and by the side on which that stands. */
  readonly map: (constant: number, side: 'left' | 'right') => AffineMap | undefined;
}

/** A rewrite that takes an operator with a constant into the convolution or dense operator before it. */
export function foldIntoChannels({ name, code, map }: ChannelFold): Rewrite {
  return {
    name,
    apply(subgraph: Subgraph): AppliedRewrite[] {
      const editor = new SubgraphEditor(subgraph);
      const applied: AppliedRewrite[] = [];
      for (const operator of subgraph.operators) {
        const [output] = operator.outputs;
        if (operator.code !== code || output === undefined) continue;
        const match = findMatch(operator, editor, map);
        const folded = match && foldedConstants(match);
        if (match === undefined || folded === undefined) continue;
        subgraph.tensors = [...new Set([...subgraph.tensors, folded.weights, folded.bias])];
        setConstants(match.producer, folded.weights, folded.bias);
        editor.absorb(match.producer, operator);
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
  /** One a channel. */
  readonly maps: readonly AffineMap[];
}

function findMatch(
  operator: Operator,
  editor: SubgraphEditor,
  map: ChannelFold['map'],
): Match | undefined {
  const { options, inputs } = operator;
  if (options !== undefined && 'fusedActivationFunction' in options) {
    if (options.fusedActivationFunction !== 'NONE') return undefined;
  }
  const [left, right] = inputs;
  if (!left || !right) return undefined;
  for (const { data, other, side } of [
    { data: left, other: right, side: 'right' as const },
    { data: right, other: left, side: 'left' as const },
  ]) {
    const producer = editor.soleProducer(data, operator);
    const target = producer && asChannelOperator(producer);
    // A constant of higher rank would give the result its rank.
    if (target === undefined || other.shape.length > data.shape.length) continue;
    const constants = channelConstant(other, target.channels);
    const maps = constants && Array.from(constants, (constant) => map(constant, side));
    if (producer !== undefined && maps?.every((each) => each !== undefined)) {
      return { producer, target, maps };
    }
  }
  return undefined;
}

/** New constants, since others may share the old; `undefined` when a value would no longer be finite. */
function foldedConstants({ target, maps }: Match): { weights: Tensor; bias: Tensor } | undefined {
  const { weights, run, channels } = target;
  const bias = target.bias ?? zeroBias(weights, channels);
  const mapOf = (channel: number): AffineMap => maps[channel] ?? { scale: 1, offset: 0 };
  const scaled = floatData(weights).map(
    (value, index) => value * mapOf(Math.floor(index / run) % channels).scale,
  );
  const shifted = floatData(bias).map((value, channel) => {
    const { scale, offset } = mapOf(channel);
    return value * scale + offset;
  });
  if (![...shifted].every(Number.isFinite) || !scaled.every(Number.isFinite)) return undefined;
  const isScaled = maps.some(({ scale }) => scale !== 1);
  return {
    weights: isScaled ? withValues(weights, scaled) : weights,
    bias: withValues(bias, shifted),
  };
}

function zeroBias({ name }: Tensor, channels: number): Tensor {
  const data = bytesOf(new Float32Array(channels));
  return makeTensor({ name: `${name}_bias`, type: 'FLOAT32', shape: [channels], buffer: { data } });
}

function withValues(tensor: Tensor, values: Float32Array): Tensor {
  return { ...tensor, shape: [...tensor.shape], buffer: { data: bytesOf(values) } };
}
