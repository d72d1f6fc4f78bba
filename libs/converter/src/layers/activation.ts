import type { LayerConfig } from './layer-config';
import { ShapeFault, type LayerDefinition } from './layer-definition';
import { onlyInput } from './input-shapes';
import { UnsupportedOption } from './unsupported-option';

const activationFunctions = ['linear', 'relu', 'relu6', 'softmax', 'sigmoid', 'tanh'] as const;

/** `softmax` is over the last axis. */
export type ActivationFunction = (typeof activationFunctions)[number];

export interface ActivationAttributes {
  readonly function: ActivationFunction;
}

export const activation: LayerDefinition<ActivationAttributes> = {
  inputs: 'one',
  classes: {
    Activation: (config) => ({ function: readActivation(config) }),
    ReLU: readReLU,
    Softmax: readSoftmax,
  },
  outputShape: (attributes, inputs) => {
    const shape = onlyInput(inputs);
    if (attributes.function === 'softmax' && shape.length < 2) {
      throw new ShapeFault('softmax needs an axis besides the batch');
    }
    return shape;
  },
};

/** The `activation` of a layer that has one. */
export function readActivation(config: LayerConfig): ActivationFunction {
  const name = config.activation();
  const found = activationFunctions.find((candidate) => candidate === name);
  if (found === undefined) throw new UnsupportedOption(`activation=${name.slice(0, 80)}`);
  return found;
}

function readReLU(config: LayerConfig): ActivationAttributes {
  for (const key of ['negative_slope', 'threshold']) {
    const value = config.number(key, 0);
    if (value !== 0) throw new UnsupportedOption(`${key}=${value}`);
  }
  if (!config.has('max_value')) return { function: 'relu' };
  const maximum = config.number('max_value');
  if (maximum !== 6) throw new UnsupportedOption(`max_value=${maximum}`);
  return { function: 'relu6' };
}

function readSoftmax(config: LayerConfig): ActivationAttributes {
  const axis = config.number('axis', -1);
  if (axis !== -1) throw new UnsupportedOption(`axis=${axis}`);
  return { function: 'softmax' };
}
