import {
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Model,
  type Operator,
  type Tensor,
} from '@flotilla/tflite';
import type { ConstantOperand, InputOperand, OperatorCase } from '@flotilla/testing';
import { type Activation, type Encoding, quantizeActivation } from './encodings';

/** One integer operator between float inputs and outputs: keeps the conversions that it needs. */
export class OracleGraph {
  readonly #inputs: Tensor[] = [];
  readonly #outputs: Tensor[] = [];
  readonly #before: Operator[] = [];
  readonly #after: Operator[] = [];

  constructor(readonly activation: Activation) {}

  /** What the operator reads of an input of the graph: quantized where there is an encoding. */
  input({ type, shape }: InputOperand, at: number, encoding: Encoding | undefined): Tensor {
    const outside = makeTensor({ name: `input${at}`, type, shape: [...shape] });
    this.#inputs.push(outside);
    if (encoding === undefined) return outside;
    const inside = this.#stored(outside.name, shape, encoding);
    this.#before.push(makeOperator({ code: 'QUANTIZE', inputs: [outside], outputs: [inside] }));
    return inside;
  }

  /** What the operator writes. */
  output(
    { type, shape }: OperatorCase['outputs'][number],
    at: number,
    encoding: Encoding | undefined,
  ): Tensor {
    const outside = makeTensor({ name: `output${at}`, type, shape: [...shape] });
    this.#outputs.push(outside);
    if (encoding === undefined) return outside;
    const inside = this.#stored(outside.name, shape, encoding);
    const version = this.activation === 'int8' ? 2 : 3;
    const ends = { inputs: [inside], outputs: [outside] };
    this.#after.push(makeOperator({ code: 'DEQUANTIZE', version, ...ends }));
    return inside;
  }

  /** A constant that the kernel takes for an activation, or one that it takes as it is. */
  constant(
    { type, shape, data }: ConstantOperand,
    at: number,
    encoding: Encoding | undefined,
  ): Tensor {
    const name = `constant${at}`;
    if (encoding === undefined || !(data instanceof Float32Array)) {
      return makeTensor({ name, type, shape: [...shape], buffer: { data: bytesOf(data) } });
    }
    const values = quantizeActivation(data, encoding, this.activation);
    return { ...this.#stored(name, shape, encoding), buffer: { data: bytesOf(values) } };
  }

  model(operator: Operator): Model {
    const operators = [...this.#before, operator, ...this.#after];
    const subgraph = makeSubgraph({ inputs: this.#inputs, outputs: this.#outputs, operators });
    return makeModel({ subgraphs: [subgraph] });
  }

  #stored(name: string, shape: readonly number[], { scale, zeroPoint }: Encoding): Tensor {
    return makeTensor({
      name: `${name}/${this.activation}`,
      type: this.activation === 'int8' ? 'INT8' : 'INT16',
      shape: [...shape],
      quantization: {
        min: [],
        max: [],
        scale: [scale],
        zeroPoint: [BigInt(zeroPoint)],
        quantizedDimension: 0,
      },
    });
  }
}
