import type { BuiltinOptions, Model, Operator, Subgraph, Tensor } from '@flotilla/tflite';

/** Builds float models for specs, one tensor and operator at a time. */
export class GraphBuilder {
  readonly subgraph: Subgraph = {
    name: 'main',
    tensors: [],
    inputs: [],
    outputs: [],
    operators: [],
  };

  input(shape: number[]): Tensor {
    const tensor = this.activation(`input${this.subgraph.inputs.length}`, shape);
    this.subgraph.inputs.push(tensor);
    return tensor;
  }

  activation(name: string, shape: number[]): Tensor {
    return this.add({ name, type: 'FLOAT32', shape, hasRank: true, isVariable: false });
  }

  constant(name: string, shape: number[], values: readonly number[]): Tensor {
    const data = new Uint8Array(Float32Array.from(values).buffer);
    return this.add({ ...this.bare(name, shape), type: 'FLOAT32', buffer: { data } });
  }

  integers(name: string, values: readonly number[]): Tensor {
    const data = new Uint8Array(Int32Array.from(values).buffer);
    return this.add({ ...this.bare(name, [values.length]), type: 'INT32', buffer: { data } });
  }

  /** Adds an operator with one float output. */
  apply(
    code: Operator['code'],
    inputs: (Tensor | null)[],
    shape: number[],
    options?: BuiltinOptions,
  ): Tensor {
    const output = this.activation(`${code.toLowerCase()}${this.subgraph.operators.length}`, shape);
    this.subgraph.operators.push({
      code,
      version: 1,
      inputs,
      outputs: [output],
      ...(options && { options }),
      intermediates: [],
      mutatingVariableInputs: [],
    });
    return output;
  }

  /** A 1×1 convolution of `inputChannels` to `weights.length / inputChannels` channels. */
  pointwise(input: Tensor, weights: readonly number[], bias: readonly number[]): Tensor {
    const inputChannels = input.shape[3] ?? 1;
    const channels = weights.length / inputChannels;
    const index = this.subgraph.operators.length;
    const filter = this.constant(`filter${index}`, [channels, 1, 1, inputChannels], weights);
    const offset = this.constant(`bias${index}`, [channels], bias);
    return this.apply(
      'CONV_2D',
      [input, filter, offset],
      [...input.shape.slice(0, 3), channels],
      CONVOLUTION,
    );
  }

  model(...outputs: Tensor[]): Model {
    this.subgraph.outputs = outputs;
    const entryOf = (tensor: Tensor) => ({ name: tensor.name, tensor });
    return {
      description: 'built for a spec',
      subgraphs: [this.subgraph],
      signatures: [
        {
          key: 'serving_default',
          subgraph: this.subgraph,
          inputs: this.subgraph.inputs.map(entryOf),
          outputs: outputs.map(entryOf),
        },
      ],
      metadata: [],
    };
  }

  private bare(name: string, shape: number[]): Omit<Tensor, 'type'> {
    return { name, shape, hasRank: true, isVariable: false };
  }

  private add(tensor: Tensor): Tensor {
    this.subgraph.tensors.push(tensor);
    return tensor;
  }
}

const CONVOLUTION: BuiltinOptions = {
  type: 'Conv2DOptions',
  padding: 'SAME',
  strideW: 1,
  strideH: 1,
  fusedActivationFunction: 'NONE',
  dilationWFactor: 1,
  dilationHFactor: 1,
  quantizedBiasType: 'FLOAT32',
};

export const FULLY_CONNECTED: BuiltinOptions = {
  type: 'FullyConnectedOptions',
  fusedActivationFunction: 'NONE',
  weightsFormat: 'DEFAULT',
  keepNumDims: false,
  asymmetricQuantizeInputs: false,
  quantizedBiasType: 'FLOAT32',
};

export const SOFTMAX: BuiltinOptions = { type: 'SoftmaxOptions', beta: 1 };

export const POOL: BuiltinOptions = {
  type: 'Pool2DOptions',
  padding: 'VALID',
  strideW: 1,
  strideH: 1,
  filterWidth: 1,
  filterHeight: 1,
  fusedActivationFunction: 'NONE',
};

export const CONCATENATION: BuiltinOptions = {
  type: 'ConcatenationOptions',
  axis: 3,
  fusedActivationFunction: 'NONE',
};
