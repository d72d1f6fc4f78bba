import { codeThrownBy } from '@flotilla/foundation/testing';
import {
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Tensor,
} from '@flotilla/tflite';
import { checkMemoryNeed } from './memory-need';

const tensor = (name: string, shape: number[], rest: Partial<Tensor> = {}): Tensor =>
  makeTensor({ name, type: 'FLOAT32', shape, ...rest });

const chain = (...tensors: [Tensor, ...Tensor[]]) =>
  makeModel({
    subgraphs: [
      makeSubgraph({
        inputs: [tensors[0]],
        outputs: tensors.slice(-1),
        operators: tensors.slice(1).map((output, index) =>
          makeOperator({
            code: 'RELU',
            inputs: tensors.slice(index, index + 1),
            outputs: [output],
          }),
        ),
      }),
    ],
  });

const code = (...[model, shapes, limit]: Parameters<typeof checkMemoryNeed>): string =>
  codeThrownBy(() => {
    checkMemoryNeed(model, shapes, limit);
  });

describe('checkMemoryNeed()', () => {
  it('counts the inputs and outputs of the model', () => {
    const model = chain(tensor('x', [1, 10]), tensor('y', [1, 10]));
    expect(() => {
      checkMemoryNeed(model, undefined, 80);
    }).not.toThrow();
    expect(code(model, undefined, 79)).toBe('MODEL_TOO_LARGE');
  });

  it('counts the largest operator between them', () => {
    const model = chain(tensor('x', [1]), tensor('a', [100]), tensor('b', [50]), tensor('y', [1]));
    expect(() => {
      checkMemoryNeed(model, undefined, 600);
    }).not.toThrow();
    expect(code(model, undefined, 599)).toBe('MODEL_TOO_LARGE');
  });

  it('counts the other dimensions of what has no elements', () => {
    const model = chain(tensor('x', [100, 0]), tensor('y', [1]));
    expect(code(model, undefined, 403)).toBe('MODEL_TOO_LARGE');
  });

  it('counts what constants make of an output, whatever the file says of it', () => {
    const size = tensor('size', [2], {
      type: 'INT32',
      buffer: { data: bytesOf(Int32Array.of(1000, 1000)) },
    });
    const model = chain(tensor('x', [1, 1, 1, 1]), tensor('y', [1]));
    Object.assign(model.subgraphs[0]!.operators[0]!, { code: 'RESIZE_BILINEAR' });
    model.subgraphs[0]!.operators[0]!.inputs.push(size);
    expect(code(model, undefined, 3_999_999)).toBe('MODEL_TOO_LARGE');
  });

  it('lets the batch grow through all of the model, and leaves out constants', () => {
    const constant = tensor('w', [1, 9], { buffer: { data: new Uint8Array(36) } });
    const model = chain(
      tensor('x', [1, 1], { shapeSignature: [-1, 1] }),
      tensor('a', [1, 10]),
      tensor('y', [1, 1]),
    );
    model.subgraphs[0]?.operators[0]?.inputs.push(constant);
    expect(() => {
      checkMemoryNeed(model, [[1000, 1]], 44_000);
    }).not.toThrow();
    expect(code(model, [[1000, 1]], 43_999)).toBe('MODEL_TOO_LARGE');
  });
});
