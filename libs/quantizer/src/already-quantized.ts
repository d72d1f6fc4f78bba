import {
  cloneModel,
  isQuantized,
  type Model,
  type Tensor,
  type TensorType,
} from '@flotilla/tflite';
import { quantizerError } from './errors';
import { takeFakeQuantization } from './fake-quant/take-fake-quantization';
import type { Recipe } from './recipe/recipe';

/**
 * Whether somebody has quantized the model before: some integer tensor has a scale. Quantizing twice would add the
 * losses up. Integer tensors without a scale (an image as bytes) do not count, nor does the fake quantization of a model
 * that was trained for it.
 */
export function alreadyQuantized(model: Model): boolean {
  return withoutFakeQuantization(model).some(isQuantized);
}

/** Whether the model's constants are stored in float16. */
export function alreadyFloat16(model: Model): boolean {
  return tensorsOf(model).some(({ type, buffer }) => type === 'FLOAT16' && buffer !== undefined);
}

/** Why nothing is left to do, or doing it again would add losses up; undefined for a model to be quantized. */
export function quantizedReason(model: Model, recipe: Recipe): string | undefined {
  const quantized = withoutFakeQuantization(model).filter(isQuantized);
  const [first] = quantized;
  if (first !== undefined) {
    const types = [...new Set(quantized.map(({ type }) => type))].join(', ');
    return `The model is already quantized: ${quantized.length} tensors of ${types} have scales, such as ${first.name}`;
  }
  const isHalving = recipe.every(({ scheme }) => scheme === 'float16' || scheme === 'float');
  return isHalving && alreadyFloat16(model)
    ? 'The model already stores its constants in float16; there is nothing left to halve'
    : undefined;
}

/** @throws CodedError `ALREADY_QUANTIZED` */
export function refuseQuantized(model: Model, recipe: Recipe): void {
  const reason = quantizedReason(model, recipe);
  if (reason === undefined) return;
  throw quantizerError(
    'ALREADY_QUANTIZED',
    `${reason}; give the float model it was made from, or keep it as it is`,
  );
}

/** Types that files may have and that no kernel of the target runtimes computes floats with. */
const UNSUPPORTED: ReadonlySet<TensorType> = new Set<TensorType>([
  'INT2',
  'UINT4',
  'FLOAT8_E4M3FN',
  'FLOAT8_E5M2',
]);

/** @throws CodedError `TYPE_UNSUPPORTED` that names the first tensor of such a type */
export function refuseUnsupportedTypes(model: Model): void {
  const tensor = tensorsOf(model).find(({ type }) => UNSUPPORTED.has(type));
  if (tensor === undefined) return;
  throw quantizerError(
    'TYPE_UNSUPPORTED',
    `A model with ${tensor.type} tensors, such as ${tensor.name}, cannot be quantized; export it with float32 or float16`,
  );
}

function withoutFakeQuantization(original: Model): readonly Tensor[] {
  const { model } = cloneModel(original);
  takeFakeQuantization(model);
  return tensorsOf(model);
}

function tensorsOf({ subgraphs }: Model): readonly Tensor[] {
  return subgraphs.flatMap(({ tensors }) => tensors);
}
