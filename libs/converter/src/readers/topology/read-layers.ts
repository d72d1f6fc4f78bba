import type { LayerAttributes, LayerKind } from '../../graph';
import { isJsonObject } from '../../json';
import { LayerConfig } from '../../layers/layer-config';
import { kindOfClass, layerDefinitions } from '../../layers/registry';
import { UnsupportedOption } from '../../layers/unsupported-option';
import type { TopologyLayer } from './topology';
import { UnsupportedLayersError, type UnsupportedLayer } from './unsupported-layers';

/** A layer whose configuration has been understood. */
export type ReadLayer<K extends LayerKind = LayerKind> = {
  [P in K]: {
    readonly kind: P;
    readonly attributes: LayerAttributes[P];
    readonly source: TopologyLayer;
  };
}[K];

/** @throws UnsupportedLayersError that lists every layer in the way */
export function readLayers(sources: readonly TopologyLayer[]): ReadLayer[] {
  const layers: ReadLayer[] = [];
  const unsupported: UnsupportedLayer[] = [];
  for (const source of sources) {
    const { name, className } = source;
    const kind = kindOfClass(className);
    if (kind === undefined) {
      unsupported.push({ name, className });
      continue;
    }
    try {
      layers.push(readLayer(kind, source));
    } catch (error) {
      if (!(error instanceof UnsupportedOption)) throw error;
      unsupported.push({ name, className, reason: error.message });
    }
  }
  if (unsupported.length > 0) throw new UnsupportedLayersError(unsupported);
  return layers;
}

function readLayer<K extends LayerKind>(kind: K, source: TopologyLayer): ReadLayer<K> {
  requireKerasClass(source);
  requireFloat32(source);
  for (const { obstacle } of source.calls) {
    if (obstacle !== undefined) throw new UnsupportedOption(obstacle);
  }
  const read = layerDefinitions[kind].classes[source.className];
  if (read === undefined) throw new RangeError(`no reader for ${source.className}`);
  const attributes = read(new LayerConfig(source.name, source.config));
  return { kind, attributes, source };
}

/** A user's own class may carry the name of one of Keras's. */
function requireKerasClass({ module }: TopologyLayer): void {
  if (module !== undefined && !/^keras(\.|$)/u.test(module)) {
    throw new UnsupportedOption(`a custom class of ${module}`);
  }
}

/** Mixed and quantized policies compute something else than the float32 that TFLite would. */
function requireFloat32({ config }: TopologyLayer): void {
  const dtype = config['dtype'];
  const policy =
    isJsonObject(dtype) && isJsonObject(dtype['config']) ? dtype['config']['name'] : dtype;
  if (policy !== undefined && policy !== null && policy !== 'float32') {
    throw new UnsupportedOption(`dtype=${typeof policy === 'string' ? policy : 'unknown'}`);
  }
}
