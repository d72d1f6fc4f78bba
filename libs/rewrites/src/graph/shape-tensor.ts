import { bytesOf, makeTensor, type Tensor } from '@flotilla/tflite';

/** The constant by which an operator is told the shape of its output. */
export function shapeTensor(output: string, shape: readonly number[]): Tensor {
  const data = bytesOf(Int32Array.from(shape));
  return makeTensor({
    name: `${output}_shape`,
    type: 'INT32',
    shape: [shape.length],
    buffer: { data },
  });
}
