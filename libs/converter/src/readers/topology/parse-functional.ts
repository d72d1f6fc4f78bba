import { ConverterError } from '../../errors';
import { isJsonObject, type JsonObject } from '../../json';
import { readInboundNodes } from './inbound-nodes';
import { layerEntries, modelName, readLayerEntry } from './layer-entry';
import { asTensorReference } from './tensor-reference';
import type { TensorReference, Topology } from './topology';

/** A graph: every layer lists its calls, every call the outputs that it takes. */
export function parseFunctional(config: JsonObject): Topology {
  const layers = layerEntries(config).map((entry) => {
    const layer = readLayerEntry(entry);
    return { ...layer, calls: readInboundNodes(layer.name, entry['inbound_nodes']) };
  });
  return {
    name: modelName(config),
    layers,
    inputs: references(config['input_layers'], 'input_layers'),
    outputs: references(config['output_layers'], 'output_layers'),
  };
}

/** One reference, a list of them, or references by name (a model with a dictionary of outputs). */
function references(value: unknown, key: string): TensorReference[] {
  const single = asTensorReference(value);
  if (single !== undefined) return [single];
  const members: unknown[] = Array.isArray(value)
    ? value
    : isJsonObject(value)
      ? Object.values(value)
      : [];
  const found = members.map((member) => asTensorReference(member));
  if (found.length === 0 || found.includes(undefined)) {
    throw new ConverterError('MALFORMED_CONFIG', `${key} does not list tensors of layers`);
  }
  return found.filter((reference) => reference !== undefined);
}
