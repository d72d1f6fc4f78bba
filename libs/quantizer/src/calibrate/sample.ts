import type { TensorSpec } from '@flotilla/evaluation';
import { quantizerError } from '../errors';

/** One inference's inputs: little-endian bytes of each whole input tensor, in the model's order. */
export type CalibrationSample = readonly Uint8Array[];

/** @throws CodedError `CALIBRATION_SHAPE` when the sample does not fill the inputs exactly */
export function checkSample(
  sample: CalibrationSample,
  inputs: readonly TensorSpec[],
  index: number,
): void {
  if (sample.length !== inputs.length) {
    throw quantizerError(
      'CALIBRATION_SHAPE',
      `Calibration sample ${index} holds ${sample.length} inputs where the model takes ${inputs.length}`,
    );
  }
  inputs.forEach((input, position) => {
    const sizeBytes = sample[position]?.byteLength ?? 0;
    if (sizeBytes === input.byteLength) return;
    throw quantizerError(
      'CALIBRATION_SHAPE',
      `Calibration sample ${index} gives input ${input.name} ${sizeBytes} bytes where ` +
        `${input.type} [${input.shape.join()}] takes ${input.byteLength}`,
    );
  });
}
