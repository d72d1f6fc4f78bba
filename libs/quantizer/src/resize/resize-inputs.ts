import type { Runtime } from '@flotilla/evaluation';
import { cloneModel, type Model, type Subgraph, type Tensor } from '@flotilla/tflite';
import { signatureOf, withMainGraph } from '../signatures/signature-graph';
import { checkBatch } from './check-batch';
import { checkSamples } from './check-samples';
import { checkTransposed } from './check-transposed';
import { inferShapes } from './infer-shapes';
import {
  type InputChange,
  type InputPort,
  inputShapes,
  type Shapes,
  withBatch,
} from './input-shapes';

/**
 * A copy of the model whose main graph, or that of a signature, takes inputs of other shapes: the shapes of all activations are those that the
 * runtime's kernels work out. With an open batch, `shapeSignature` says −1 wherever it shows.
 * @throws CodedError `INPUT_UNKNOWN`, `SIGNATURE_UNUSABLE`; `RESIZE_REFUSED` with the operator that cannot take the shapes
 */
export async function resizeInputs(
  original: Model,
  change: InputChange,
  runtime: Runtime,
): Promise<Model> {
  const { model } = cloneModel(original);
  const { graph: main, ports } = resized(model, change);
  const alone = withMainGraph(model, main);
  const wanted = inputShapes(ports, change);
  const shapes = await inferShapes(alone, wanted, runtime);
  main.operators.forEach((operator) => {
    checkTransposed(operator, shapes);
  });
  const isBatchOpen = change.batch === 'open';
  const isBatchChanged = [...wanted].some(([{ shape }, [batch]]) => shape[0] !== batch);
  const followsBatch = isBatchOpen || isBatchChanged;
  const others = followsBatch ? await inferShapes(alone, longer(wanted), runtime) : shapes;
  checkBatch(main, shapes, others);
  if (followsBatch) await checkSamples(alone, wanted, runtime);
  const isOpen = (tensor: Tensor, axis: number): boolean =>
    isBatchOpen && shapes.get(tensor)?.[axis] !== others.get(tensor)?.[axis];
  const isFixed = ports.every((port) => !staysOpen(port, change));
  const given = new Set(
    ports.filter(({ name }) => change.shapes?.has(name)).map(({ tensor }) => tensor),
  );
  for (const [tensor, shape] of shapes) {
    const known = isFixed || given.has(tensor) ? [] : tensor.shapeSignature;
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

/** The graph whose inputs change, and these by name. */
function resized(
  model: Model,
  { signature: key }: InputChange,
): { readonly graph: Subgraph; readonly ports: readonly InputPort[] } {
  const [main] = model.subgraphs;
  if (main === undefined) throw new TypeError('the model has no subgraph');
  if (key === undefined) {
    return { graph: main, ports: main.inputs.map((tensor) => ({ name: tensor.name, tensor })) };
  }
  const { subgraph, inputs } = signatureOf(model, key);
  return { graph: subgraph, ports: inputs };
}

/** Each input with a batch of one more. */
function longer(inputs: Shapes): Shapes {
  return new Map(
    [...inputs].map(([tensor, shape]) => [tensor, withBatch(shape, (shape[0] ?? 0) + 1)]),
  );
}

/** Whether an input keeps a dimension open that nobody fixed. */
function staysOpen({ name, tensor }: InputPort, { batch, shapes }: InputChange): boolean {
  const { shapeSignature } = tensor;
  if (shapeSignature === undefined || shapes?.has(name) === true) return false;
  return shapeSignature.some((size, axis) => size === -1 && (axis > 0 || batch === undefined));
}
