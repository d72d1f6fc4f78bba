import {
  cloneModel,
  elementCount,
  makeOperator,
  makeTensor,
  optionsOf,
  type Model,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';

/** Whether activations are given out whole, or a grid of their pixels. */
export type Sampling = 'whole' | 'grid';

export interface CalibrationModel {
  /** A copy of the model whose outputs are the activations to be observed. */
  readonly model: Model;
  /** The original's tensors, in the order of the copy's outputs. */
  readonly observed: readonly Tensor[];
}

/** Pixels that a grid holds, about; of smaller images all. */
const GRID_PIXELS = 100;

/**
 * Makes every float activation of the main subgraph an output, since a runtime reuses the memory of all others before
 * they can be read. Of large images a grid of pixels is enough, and the runtime picks it out: a hundredth of the values
 * need not be copied and looked at.
 */
export function calibrationModel(original: Model, sampling: Sampling): CalibrationModel {
  const [source] = original.subgraphs;
  const { model, tensorOf } = cloneModel(original);
  const [main] = model.subgraphs;
  if (source === undefined || main === undefined) {
    throw new TypeError('the model has no subgraph');
  }
  const written = new Set(source.operators.flatMap((operator) => operator.outputs));
  const observed = [...written].filter((tensor) => tensor.type === 'FLOAT32' && !tensor.isVariable);
  main.outputs = observed.flatMap((tensor) => {
    const copy = tensorOf.get(tensor);
    return copy === undefined ? [] : [sampling === 'grid' ? gridOf(copy, main) : copy];
  });
  return { model: { ...model, signatures: [] }, observed };
}

/** The tensor itself, or what a STRIDED_SLICE takes from it: no more of its border than of its middle. */
function gridOf(tensor: Tensor, main: Subgraph): Tensor {
  const [batch = 1, height = 1, width = 1, channels = 1] = tensor.shape;
  const step = stepFor(height, width);
  if (tensor.shape.length !== 4 || tensor.shapeSignature !== undefined || step === 1) return tensor;
  const start = (step - 1) / 2;
  const along = (size: number): number => Math.ceil((size - start) / step);
  const shape = [batch, along(height), along(width), channels];
  const grid = makeTensor({ name: `${tensor.name}_grid`, type: 'FLOAT32', shape });
  const constant = (name: string, values: readonly number[]): Tensor => {
    const data = new Uint8Array(Int32Array.from(values).buffer);
    const made = makeTensor({ name, type: 'INT32', shape: [values.length], buffer: { data } });
    main.tensors.push(made);
    return made;
  };
  main.tensors.push(grid);
  main.operators.push(
    makeOperator({
      code: 'STRIDED_SLICE',
      inputs: [
        tensor,
        constant('begin', [0, start, start, 0]),
        constant('end', tensor.shape),
        constant('strides', [1, step, step, 1]),
      ],
      outputs: [grid],
      options: optionsOf('StridedSliceOptions', {}),
    }),
  );
  return grid;
}

/** Odd, so that it does not fall in step with strides of convolutions. */
function stepFor(height: number, width: number): number {
  const step = Math.floor(Math.sqrt(elementCount([height, width]) / GRID_PIXELS));
  return step <= 1 ? 1 : step + (1 - (step % 2));
}
