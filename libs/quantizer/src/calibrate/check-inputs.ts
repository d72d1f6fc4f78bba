import type { TensorSpec } from '@flotilla/evaluation';
import { quantizerError } from '../errors';

/**
 * @param sample the number of the first sample in these inputs
 * @throws CodedError `CALIBRATION_SHAPE` when they do not fill the model's inputs exactly
 */
export function checkInputs(
  given: readonly Uint8Array[],
  inputs: readonly TensorSpec[],
  sample: number,
): void {
  if (given.length !== inputs.length) {
    throw quantizerError(
      'CALIBRATION_SHAPE',
      `Calibration sample ${sample} holds ${given.length} inputs where the model takes ${inputs.length}`,
    );
  }
  inputs.forEach((input, position) => {
    const sizeBytes = given[position]?.byteLength ?? 0;
    if (sizeBytes === input.byteLength) return;
    throw quantizerError(
      'CALIBRATION_SHAPE',
      `Calibration sample ${sample} gives input ${input.name} ${sizeBytes} bytes where ` +
        `${input.type} [${input.shape.join()}] takes ${input.byteLength}`,
    );
  });
}
