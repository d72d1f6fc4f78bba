import type { Runtime } from '@flotilla/evaluation';
import { cloneModel, type Model, type Tensor } from '@flotilla/tflite';
import { checkBatch } from './check-batch';
import { checkTransposed } from './check-transposed';
import { inferShapes } from './infer-shapes';
import { type InputChange, inputShapes, type Shapes, withBatch } from './input-shapes';

/**
 * A copy of the model whose main graph takes inputs of other shapes: the shapes of all activations are those that the
 * runtime's kernels work out. With an open batch, `shapeSignature` says −1 wherever it shows.
 * @throws CodedError `INPUT_UNKNOWN`; `RESIZE_REFUSED` with the operator that cannot take the shapes
 */
export async function resizeInputs(
  original: Model,
  change: InputChange,
  runtime: Runtime,
): Promise<Model> {
  const { model } = cloneModel(original);
  const [main] = model.subgraphs;
  if (main === undefined) return model;
  const wanted = inputShapes(main, change);
  const shapes = await inferShapes(model, wanted, runtime);
  main.operators.forEach((operator) => {
    checkTransposed(operator, shapes);
  });
  const isBatchOpen = change.batch === 'open';
  const isBatchChanged = [...wanted].some(([{ shape }, [batch]]) => shape[0] !== batch);
  const others =
    isBatchOpen || isBatchChanged ? await inferShapes(model, longer(wanted), runtime) : shapes;
  checkBatch(main, shapes, others);
  const isOpen = (tensor: Tensor, axis: number): boolean =>
    isBatchOpen && shapes.get(tensor)?.[axis] !== others.get(tensor)?.[axis];
  const isFixed = main.inputs.every((input) => !staysOpen(input, change));
  for (const [tensor, shape] of shapes) {
    const known = isFixed || change.shapes?.has(tensor.name) === true ? [] : tensor.shapeSignature;
    const signature = shape.map((size, axis) => {
      const wasOpen = known?.[axis] === -1 && (axis > 0 || change.batch === undefined);
      return isOpen(tensor, axis) || wasOpen ? -1 : size;
    });
    tensor.shape = [...shape];
    delete tensor.shapeSignature;
    if (signature.includes(-1)) tensor.shapeSignature = signature;
  }
  return model;
}

/** Each input with a batch of one more. */
function longer(inputs: Shapes): Shapes {
  return new Map(
    [...inputs].map(([tensor, shape]) => [tensor, withBatch(shape, (shape[0] ?? 0) + 1)]),
  );
}

/** Whether an input keeps a dimension open that nobody fixed. */
function staysOpen({ name, shapeSignature }: Tensor, { batch, shapes }: InputChange): boolean {
  if (shapeSignature === undefined || shapes?.has(name) === true) return false;
  return shapeSignature.some((size, axis) => size === -1 && (axis > 0 || batch === undefined));
}
