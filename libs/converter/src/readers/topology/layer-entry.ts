import { ConverterError } from '../../errors';
import { isJsonObject, type JsonObject } from '../../json';
import type { TopologyLayer } from './topology';

/** Models have hundreds of layers; the limit only keeps a hostile file from costing time. */
const maximumLayers = 20_000;

export function layerEntries(config: JsonObject): readonly JsonObject[] {
  const layers = config['layers'];
  if (!Array.isArray(layers) || layers.length === 0 || !layers.every(isJsonObject)) {
    throw new ConverterError('MALFORMED_CONFIG', 'the architecture has no list of layers');
  }
  if (layers.length > maximumLayers) {
    throw new ConverterError(
      'MALFORMED_CONFIG',
      `the architecture has ${layers.length} layers; at most ${maximumLayers} are read`,
    );
  }
  return layers;
}

/** The part of a layer's entry that every format writes alike. */
export function readLayerEntry(entry: JsonObject): Omit<TopologyLayer, 'calls'> {
  const config = entry['config'];
  const className = entry['class_name'];
  const name = entry['name'] ?? (isJsonObject(config) ? config['name'] : undefined);
  if (!isJsonObject(config) || typeof className !== 'string' || typeof name !== 'string') {
    throw new ConverterError('MALFORMED_CONFIG', 'a layer lacks its class, name or configuration');
  }
  const module = entry['module'];
  return { name, className, config, ...(typeof module === 'string' ? { module } : {}) };
}

export function modelName(config: JsonObject): string {
  return typeof config['name'] === 'string' ? config['name'] : 'model';
}
