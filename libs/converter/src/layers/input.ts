import type { Shape } from '../shape';
import type { LayerConfig } from './layer-config';
import type { LayerDefinition } from './layer-definition';
import { UnsupportedOption } from './unsupported-option';

export interface InputAttributes {
  readonly shape: Shape;
}

export const input: LayerDefinition<InputAttributes> = {
  inputs: 'none',
  classes: { InputLayer: readInput },
  outputShape: ({ shape }) => shape,
};

function readInput(config: LayerConfig): InputAttributes {
  for (const flag of ['sparse', 'ragged']) {
    if (config.boolean(flag, false)) throw new UnsupportedOption(`${flag}=true`);
  }
  // Keras 3 writes batch_shape, Keras 2 and TensorFlow.js batch_input_shape.
  const key = config.has('batch_shape') ? 'batch_shape' : 'batch_input_shape';
  const [batch, ...rest] = config.list(key);
  const sizes = rest.map((size) => {
    if (size === null) throw new UnsupportedOption(`an open axis other than the batch in ${key}`);
    if (!isSize(size)) throw config.fault(key, 'a list of sizes');
    return size;
  });
  if (batch === null) return { shape: [null, ...sizes] };
  if (!isSize(batch)) throw config.fault(key, 'a list of sizes');
  return { shape: [batch, ...sizes] };
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) < 2 ** 31;
}
