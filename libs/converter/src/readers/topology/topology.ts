import type { JsonObject } from '../../json';

/** A Keras architecture as written, before anything of it is understood; the same for every Keras-like format. */
export interface Topology {
  readonly name: string;
  /** In the file's order, which is also the order of Keras's weight groups. */
  readonly layers: readonly TopologyLayer[];
  readonly inputs: readonly TensorReference[];
  readonly outputs: readonly TensorReference[];
}

export interface TopologyLayer {
  readonly name: string;
  readonly className: string;
  /** The Python module of the class, where the format says it. */
  readonly module?: string;
  readonly config: JsonObject;
  readonly calls: readonly LayerCall[];
}

export interface LayerCall {
  readonly inputs: readonly TensorReference[];
  /** Why this call cannot be converted, when it passes more than tensors. */
  readonly obstacle?: string;
}

/** Output `output` of the `call`-th call of a layer. */
export interface TensorReference {
  readonly layer: string;
  readonly call: number;
  readonly output: number;
}
