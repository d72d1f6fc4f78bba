import type { Model, Tensor } from '@flotilla/tflite';
import type { ModelInput } from './model-input';

/** The inputs of the main subgraph, as a data set needs them, of a model that is not loaded. */
export function modelInputs(model: Model): ModelInput[] {
  return mainInputs(model).map(({ name, type, shape, quantization }) => {
    const scale = quantization?.scale[0];
    const zeroPoint = quantization?.zeroPoint[0];
    return {
      name,
      type,
      shape,
      ...(scale !== undefined && { quantization: { scale, zeroPoint: Number(zeroPoint ?? 0) } }),
    };
  });
}

/** Whether every input leaves its batch open. */
export function isBatchOpen(model: Model): boolean {
  return mainInputs(model).every(({ shapeSignature }) => shapeSignature?.[0] === -1);
}

function mainInputs(model: Model): readonly Tensor[] {
  return model.subgraphs[0]?.inputs ?? [];
}
