import { optionsOf } from '@flotilla/tflite';
import { ConverterError } from '../errors';
import { weightOf, type LayerNode } from '../graph';
import { onlyTensor, type Lowering } from './lowering';

/**
 * In inference, gamma · (x − mean) / √(variance + epsilon) + beta is x · scale + offset. Computed in double
 * precision, so that what is folded later carries one rounding only.
 */
export const lowerBatchNormalization: Lowering<'batchNormalization'> = (node, inputs, build) => {
  const { scale, offset } = affineOf(node);
  const shape = [scale.length];
  const scaled = build.operator({
    code: 'MUL',
    version: 1,
    inputs: [onlyTensor(inputs), build.floats(`${node.name}/scale`, shape, scale)],
    output: build.activation(`${node.name}/scaled`, node.outputShape),
    options: optionsOf('MulOptions'),
  });
  return build.operator({
    code: 'ADD',
    version: 1,
    inputs: [scaled, build.floats(`${node.name}/offset`, shape, offset)],
    output: build.activation(node.name, node.outputShape),
    options: optionsOf('AddOptions'),
  });
};

function affineOf(node: LayerNode<'batchNormalization'>): {
  scale: Float32Array;
  offset: Float32Array;
} {
  const { values: means } = weightOf(node, 'moving_mean');
  const { values: variances } = weightOf(node, 'moving_variance');
  const gamma = node.weights.get('gamma')?.values;
  const beta = node.weights.get('beta')?.values;
  const scale = Array.from(variances, (variance, channel) => {
    const value = (gamma?.[channel] ?? 1) / Math.sqrt(variance + node.attributes.epsilon);
    if (Number.isFinite(value)) return value;
    throw new ConverterError(
      'NON_FINITE_WEIGHTS',
      `layer ${node.name}: variance ${variance} of channel ${channel} cannot be normalized by`,
    );
  });
  const offset = scale.map(
    (value, channel) => (beta?.[channel] ?? 0) - (means[channel] ?? 0) * value,
  );
  return { scale: Float32Array.from(scale), offset: Float32Array.from(offset) };
}
