import { ConverterError } from '../../errors';
import { isJsonObject, type JsonObject } from '../../json';
import { layerEntries, modelName, readLayerEntry } from './layer-entry';
import type { TensorReference, Topology, TopologyLayer } from './topology';

/** A chain: each layer is called once, with the output of the one before. */
export function parseSequential(config: JsonObject, model: JsonObject): Topology {
  const entries = layerEntries(config).map(readLayerEntry);
  if (entries[0]?.className !== 'InputLayer') {
    entries.unshift(
      inputEntry(entries[0]?.config, model['build_config'] ?? config['build_config']),
    );
  }
  const layers: TopologyLayer[] = [];
  let previous: TensorReference | undefined;
  for (const entry of entries) {
    layers.push({ ...entry, calls: [{ inputs: previous === undefined ? [] : [previous] }] });
    previous = { layer: entry.name, call: 0, output: 0 };
  }
  const first = layers[0];
  if (first === undefined || previous === undefined) throw new RangeError('a model has layers');
  return {
    name: modelName(config),
    layers,
    inputs: [{ layer: first.name, call: 0, output: 0 }],
    outputs: [previous],
  };
}

/** TensorFlow.js and Keras 2 leave the input's shape with the first layer, Keras 3 with the model's build. */
function inputEntry(first: JsonObject | undefined, build: unknown): Omit<TopologyLayer, 'calls'> {
  const shape =
    first?.['batch_input_shape'] ??
    first?.['batch_shape'] ??
    (isJsonObject(build) ? build['input_shape'] : undefined);
  if (!Array.isArray(shape)) {
    throw new ConverterError(
      'MALFORMED_CONFIG',
      'the model does not say its input shape; build it before saving',
    );
  }
  const dtype = first?.['dtype'];
  return {
    name: 'input',
    className: 'InputLayer',
    config: { name: 'input', batch_shape: shape, ...(typeof dtype === 'string' ? { dtype } : {}) },
  };
}
