import { isJsonObject } from '../../json';
import type { TensorReference } from './topology';

/** `["layer", call, output]`, as every Keras spells it (older ones append call arguments). */
export function asTensorReference(value: unknown): TensorReference | undefined {
  if (!Array.isArray(value)) return undefined;
  const [layer, call, output] = value as unknown[];
  if (typeof layer !== 'string' || !isIndex(call) || !isIndex(output)) return undefined;
  return { layer, call, output };
}

/** Keras 3's `{class_name: "__keras_tensor__", config: {keras_history: ["layer", call, output]}}`. */
export function asKerasTensor(value: unknown): TensorReference | undefined {
  if (!isJsonObject(value) || value['class_name'] !== '__keras_tensor__') return undefined;
  const config = value['config'];
  return isJsonObject(config) ? asTensorReference(config['keras_history']) : undefined;
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
