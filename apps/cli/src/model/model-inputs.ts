import type { ModelInput } from '@flotilla/evaluation';
import type { Model, Tensor } from '@flotilla/tflite';

/** The inputs of the main subgraph, as a data set needs them. */
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

export function outputNames(model: Model): string[] {
  return model.subgraphs[0]?.outputs.map(({ name }) => name) ?? [];
}

function mainInputs(model: Model): readonly Tensor[] {
  return model.subgraphs[0]?.inputs ?? [];
}
