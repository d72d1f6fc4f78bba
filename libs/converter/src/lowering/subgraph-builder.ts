import {
  bytesOf,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type BuiltinOperator,
  type BuiltinOptions,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';
import type { Shape } from '../shape';

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
  readonly subgraph: Subgraph = makeSubgraph({ inputs: [], outputs: [], operators: [] });
  readonly #names = new Set<string>();

  /** A computed float tensor; an open batch is written 1, and −1 in the signature. */
  activation(name: string, shape: Shape): Tensor {
    const [batch, ...rest] = shape;
    const signature = batch === null ? { shapeSignature: [-1, ...rest] } : {};
    return this.#add({ name, type: 'FLOAT32', shape: [batch ?? 1, ...rest], ...signature });
  }

  /** A constant; the values are referred to, not copied. */
  floats(name: string, shape: readonly number[], values: Float32Array): Tensor {
    return this.#add({
      name,
      type: 'FLOAT32',
      shape: [...shape],
      buffer: { data: bytesOf(values) },
    });
  }

  int32s(name: string, shape: readonly number[], values: readonly number[]): Tensor {
    const data = bytesOf(Int32Array.from(values));
    return this.#add({ name, type: 'INT32', shape: [...shape], buffer: { data } });
  }

  /** Appends an operator and gives back its output. */
  operator({ code, version, inputs, output, options }: EmittedOperator): Tensor {
    this.subgraph.operators.push(
      makeOperator({
        code,
        version,
        inputs: [...inputs],
        outputs: [output],
        ...(options === undefined ? {} : { options }),
      }),
    );
    return output;
  }

  #add(tensor: Parameters<typeof makeTensor>[0]): Tensor {
    const added = makeTensor({ ...tensor, name: this.#unique(tensor.name) });
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
