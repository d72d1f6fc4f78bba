import type { TopologyLayer } from '../topology/topology';
import type { Hdf5File } from './hdf5';

/**
 * Where Keras 3 keeps each layer's variables in `model.weights.h5`: group `layers/<class in snake case>[_N]/vars`,
 * counted over the layers of that class, *not* the layer's name. Recent versions also note the name as an attribute,
 * which is surer where it stands.
 */
export function weightGroups(
  file: Hdf5File,
  layers: readonly TopologyLayer[],
): ReadonlyMap<string, string> {
  const byName = new Map<string, string>();
  for (const group of file.members('layers')) {
    const path = `layers/${group}/vars`;
    const name = file.attribute(path, 'name');
    if (name !== undefined) byName.set(name, path);
  }
  const used = new Map<string, number>();
  const groups = new Map<string, string>();
  for (const { name, className } of layers) {
    const base = snakeCase(className);
    const count = used.get(base) ?? 0;
    used.set(base, count + 1);
    const counted = `layers/${count === 0 ? base : `${base}_${count}`}/vars`;
    groups.set(name, byName.get(name) ?? counted);
  }
  return groups;
}

/** As `keras.src.utils.naming.to_snake_case`: `DepthwiseConv2D` → `depthwise_conv2d`, `ReLU` → `re_lu`. */
export function snakeCase(className: string): string {
  return className
    .replace(/\W+/gu, '')
    .replace(/(.)([A-Z][a-z]+)/gu, '$1_$2')
    .replace(/([a-z])([A-Z])/gu, '$1_$2')
    .toLowerCase();
}
