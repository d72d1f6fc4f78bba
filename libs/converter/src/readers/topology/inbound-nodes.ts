import { ConverterError } from '../../errors';
import { isJsonObject, type JsonObject } from '../../json';
import { asKerasTensor, asTensorReference } from './tensor-reference';
import type { LayerCall } from './topology';

/**
 * The calls of a layer, from either spelling: Keras 3's `{args, kwargs}` of `__keras_tensor__` objects, or the older
 * `[["layer", call, output, kwargs], …]`. A layer without inbound nodes is an input and counts as called once.
 */
export function readInboundNodes(layer: string, nodes: unknown): LayerCall[] {
  if (nodes === undefined || (Array.isArray(nodes) && nodes.length === 0)) return [{ inputs: [] }];
  if (!Array.isArray(nodes)) throw malformed(layer);
  return (nodes as unknown[]).map((node) => {
    if (isJsonObject(node)) return readKeras3Call(layer, node);
    if (Array.isArray(node)) return readKeras2Call(layer, node);
    throw malformed(layer);
  });
}

function readKeras3Call(layer: string, node: JsonObject): LayerCall {
  const args = node['args'];
  const kwargs = node['kwargs'] ?? {};
  if (!Array.isArray(args) || !isJsonObject(kwargs)) throw malformed(layer);
  const [first, ...others] = args as unknown[];
  const single = asKerasTensor(first);
  const tensors =
    single === undefined && Array.isArray(first) ? first.map(asKerasTensor) : [single];
  const inputs = tensors.filter((tensor) => tensor !== undefined);
  const plain = inputs.length === tensors.length && others.every((other) => other === null);
  return call(inputs, plain ? argumentObstacle(kwargs) : 'arguments other than its input');
}

function readKeras2Call(layer: string, node: readonly unknown[]): LayerCall {
  // A call with one input may be written without the outer list.
  const entries: readonly unknown[] = typeof node[0] === 'string' ? [node] : node;
  const inputs = entries.map((entry) => {
    const reference = asTensorReference(entry);
    if (reference === undefined) throw malformed(layer);
    return reference;
  });
  const obstacles = entries.map((entry) => {
    const kwargs: unknown = Array.isArray(entry) ? entry[3] : undefined;
    return isJsonObject(kwargs) ? argumentObstacle(kwargs) : undefined;
  });
  return call(
    inputs,
    obstacles.find((obstacle) => obstacle !== undefined),
  );
}

/** Arguments that say what inference does anyway are no obstacle. */
function argumentObstacle(kwargs: JsonObject): string | undefined {
  const telling = Object.entries(kwargs).find(([, value]) => value !== null && value !== false);
  return telling === undefined ? undefined : `called with ${telling[0].slice(0, 80)}`;
}

function call(inputs: LayerCall['inputs'], obstacle: string | undefined): LayerCall {
  return obstacle === undefined ? { inputs } : { inputs, obstacle };
}

function malformed(layer: string): ConverterError {
  return new ConverterError('MALFORMED_CONFIG', `layer ${layer}: its inbound nodes are unreadable`);
}
