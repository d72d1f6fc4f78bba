import { ConverterError } from '../../errors';
import type { LayerGraph, Weight } from '../../graph';
import { isJsonObject, parseJsonObject, type JsonObject } from '../../json';
import { buildGraph } from '../topology/build-graph';
import { parseTopology } from '../topology/parse-topology';
import { readManifest } from './manifest';
import { readWeights, type ReadShard } from './read-weights';

export interface TfjsLayersSource {
  /** Bytes of `model.json`. */
  readonly modelJson: Uint8Array;
  readonly readShard: ReadShard;
}

/**
 * A TensorFlow.js LayersModel: `model.json` with the Keras architecture and a manifest of weight files.
 * @throws ConverterError for anything that is wrong or unsupported
 */
export async function readTfjsLayers(source: TfjsLayersSource): Promise<LayerGraph> {
  const model = parseJsonObject(source.modelJson, 'model.json');
  const topology = parseTopology(modelTopology(model));
  const weights = await readWeights(readManifest(model), source.readShard);
  return buildGraph(topology, {
    read: ({ name, className }, role) => weightNamed(weights, name, roleName(className, role)),
  });
}

/** The converter from Python wraps the architecture once more. */
function modelTopology(model: JsonObject): JsonObject {
  const topology = model['modelTopology'];
  if (isJsonObject(topology)) {
    return isJsonObject(topology['model_config']) ? topology['model_config'] : topology;
  }
  throw new ConverterError('MALFORMED_CONFIG', 'model.json has no modelTopology');
}

/** TensorFlow.js calls the kernel of a depthwise convolution by another name. */
function roleName(className: string, role: string): string {
  return className === 'DepthwiseConv2D' && role === 'kernel' ? 'depthwise_kernel' : role;
}

/** Weights are called `layer/role`; the converter from Python may put a scope before them. */
function weightNamed(
  weights: ReadonlyMap<string, Weight>,
  layer: string,
  role: string,
): Weight | undefined {
  const exact = weights.get(`${layer}/${role}`);
  if (exact !== undefined) return exact;
  const ending = `/${layer}/${role}`;
  const found = [...weights.keys()].find((name) => name.endsWith(ending));
  return found === undefined ? undefined : weights.get(found);
}
