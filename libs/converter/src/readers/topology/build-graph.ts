import { elementCount } from '@flotilla/tflite';
import { ConverterError } from '../../errors';
import type { LayerGraph, LayerKind, LayerNode, Weight } from '../../graph';
import { withoutBatch } from '../../shape';
import { inferShape } from './infer-shape';
import { callKey, orderCalls } from './order-calls';
import { readLayers, type ReadLayer } from './read-layers';
import type { LayerCall, TensorReference, Topology } from './topology';
import { loadWeights, type WeightSource } from './weight-source';

/**
 * Checks an architecture, infers every shape and attaches the weights.
 * @throws ConverterError for anything that is wrong or unsupported; see `ConverterErrorCode`
 */
export function buildGraph(topology: Topology, weights: WeightSource): LayerGraph {
  return new GraphBuilder(topology, weights).build();
}

class GraphBuilder {
  readonly #topology: Topology;
  readonly #source: WeightSource;
  readonly #layers = new Map<string, ReadLayer>();
  readonly #weights = new Map<string, ReadonlyMap<string, Weight>>();
  readonly #nodes = new Map<string, LayerNode>();

  constructor(topology: Topology, source: WeightSource) {
    this.#topology = topology;
    this.#source = source;
    for (const layer of readLayers(topology.layers)) {
      if (this.#layers.has(layer.source.name)) {
        throw new ConverterError('MALFORMED_CONFIG', `two layers are called ${layer.source.name}`);
      }
      this.#layers.set(layer.source.name, layer);
    }
  }

  build(): LayerGraph {
    const { name, inputs, outputs } = this.#topology;
    // Inputs first: the order of the model's inputs is theirs, and an unused one still counts.
    const calls = orderCalls([...inputs, ...outputs], (call) => this.#call(call).inputs);
    for (const call of calls) this.#nodes.set(callKey(call), this.#makeNode(call));
    return {
      name,
      nodes: [...this.#nodes.values()],
      inputs: inputs.map((reference) => this.#inputNode(reference)),
      outputs: outputs.map((reference) => this.#node(reference)),
      parameterCount: this.#parameterCount(),
    };
  }

  #makeNode(reference: TensorReference): LayerNode {
    const layer = this.#layer(reference);
    return makeNode(
      layer,
      nodeName(reference),
      this.#call(reference).inputs.map((input) => this.#node(input)),
      (specs) => this.#weightsOf(layer, specs),
    );
  }

  #weightsOf(
    layer: ReadLayer,
    specs: Parameters<typeof loadWeights>[2],
  ): ReadonlyMap<string, Weight> {
    const known = this.#weights.get(layer.source.name);
    if (known !== undefined) return known;
    const loaded = loadWeights(this.#source, layer.source, specs);
    this.#weights.set(layer.source.name, loaded);
    return loaded;
  }

  #layer({ layer }: TensorReference): ReadLayer {
    const found = this.#layers.get(layer);
    if (found === undefined) {
      throw new ConverterError(
        'MALFORMED_CONFIG',
        `the architecture refers to layer ${layer}, which it lacks`,
      );
    }
    return found;
  }

  #call(reference: TensorReference): LayerCall {
    const call = this.#layer(reference).source.calls[reference.call];
    if (call === undefined || reference.output !== 0) {
      throw new ConverterError(
        'MALFORMED_CONFIG',
        `layer ${reference.layer} has no output ${reference.output} of call ${reference.call}`,
      );
    }
    return call;
  }

  #node(reference: TensorReference): LayerNode {
    const node = this.#nodes.get(callKey(reference));
    if (node === undefined) throw new RangeError(`layer ${reference.layer} was not ordered`);
    return node;
  }

  #inputNode(reference: TensorReference): LayerNode<'input'> {
    const node = this.#node(reference);
    if (node.kind === 'input') return node;
    throw new ConverterError('MALFORMED_CONFIG', `input ${reference.layer} is a ${node.className}`);
  }

  #parameterCount(): number {
    const weights = [...this.#weights.values()].flatMap((roles) => [...roles.values()]);
    return weights.reduce((total, { values }) => total + values.length, 0);
  }
}

function makeNode<K extends LayerKind>(
  layer: ReadLayer<K>,
  name: string,
  inputs: readonly LayerNode[],
  load: (specs: Parameters<typeof loadWeights>[2]) => ReadonlyMap<string, Weight>,
): LayerNode<K> {
  const { kind, attributes, source } = layer;
  const inferred = inferShape(
    kind,
    attributes,
    source,
    inputs.map((node) => node.outputShape),
  );
  if (elementCount(withoutBatch(inferred.outputShape)) >= 2 ** 31) {
    throw new ConverterError(
      'MALFORMED_CONFIG',
      `layer ${name}: its output has 2^31 elements or more`,
    );
  }
  return {
    kind,
    name,
    className: source.className,
    attributes,
    weights: load(inferred.weights),
    inputs,
    outputShape: inferred.outputShape,
  };
}

function nodeName({ layer, call }: TensorReference): string {
  return call === 0 ? layer : `${layer}_${call}`;
}
