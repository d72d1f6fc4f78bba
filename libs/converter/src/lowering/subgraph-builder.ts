import type {
  BuiltinOperator,
  BuiltinOptions,
  Subgraph,
  Tensor,
  TensorType,
} from '@flotilla/tflite';
import type { Shape } from '../shape';
import { floatBytes, int32Bytes } from './little-endian';

export interface EmittedOperator {
  readonly code: BuiltinOperator;
  /** The least version that has the semantics asked for, as delegates gate on it. */
  readonly version: number;
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  readonly options?: BuiltinOptions;
}

/** Grows one subgraph; tensor names come out unique. */
export class SubgraphBuilder {
  readonly subgraph: Subgraph = {
    name: 'main',
    tensors: [],
    inputs: [],
    outputs: [],
    operators: [],
  };
  readonly #names = new Set<string>();

  /** A computed float tensor; an open batch is written 1, and −1 in the signature. */
  activation(name: string, shape: Shape): Tensor {
    const [batch, ...rest] = shape;
    const signature = batch === null ? { shapeSignature: [-1, ...rest] } : {};
    return this.#add({ name, type: 'FLOAT32', shape: [batch ?? 1, ...rest], ...signature });
  }

  floats(name: string, shape: readonly number[], values: ArrayLike<number>): Tensor {
    return this.#constant(name, 'FLOAT32', shape, floatBytes(values));
  }

  int32s(name: string, shape: readonly number[], values: readonly number[]): Tensor {
    return this.#constant(name, 'INT32', shape, int32Bytes(values));
  }

  /** Appends an operator and gives back its output. */
  operator({ code, version, inputs, output, options }: EmittedOperator): Tensor {
    this.subgraph.operators.push({
      code,
      version,
      inputs: [...inputs],
      outputs: [output],
      ...(options === undefined ? {} : { options }),
      intermediates: [],
      mutatingVariableInputs: [],
    });
    return output;
  }

  #constant(name: string, type: TensorType, shape: readonly number[], data: Uint8Array): Tensor {
    return this.#add({ name, type, shape: [...shape], buffer: { data } });
  }

  #add(tensor: Omit<Tensor, 'hasRank' | 'isVariable'>): Tensor {
    const added = { ...tensor, name: this.#unique(tensor.name), hasRank: true, isVariable: false };
    this.subgraph.tensors.push(added);
    return added;
  }

  #unique(name: string): string {
    let unique = name;
    for (let count = 1; this.#names.has(unique); count += 1) unique = `${name}_${count}`;
    this.#names.add(unique);
    return unique;
  }
}
