import type { Tensor } from '@flotilla/tflite';
import { INTEGER_LIMITS, type IntegerType } from '../numerics/quantization-parameters';

const CHECKED: readonly IntegerType[] = ['INT4', 'INT8', 'INT16'];

/** What is wrong with one tensor's own parameters. */
export function checkQuantization(tensor: Tensor): string[] {
  const { quantization } = tensor;
  const type = CHECKED.find((checked) => checked === tensor.type);
  if (type === undefined || quantization === undefined) return [];
  const { scale, zeroPoint, quantizedDimension, blockwise } = quantization;
  if (blockwise !== undefined) return [];
  const { lowest, highest } = INTEGER_LIMITS[type];
  const faults: string[] = [];
  if (scale.length === 0) faults.push('has no scale');
  if (zeroPoint.length !== scale.length) faults.push('has not one zero point for each scale');
  if (!scale.every(isFloat32Scale)) faults.push('has a scale that is no positive float32');
  if (!zeroPoint.every((value) => value >= lowest && value <= highest)) {
    faults.push(`has a zero point outside [${lowest}, ${highest}]`);
  }
  if (scale.length > 1) {
    if (tensor.shape[quantizedDimension] !== scale.length) {
      faults.push(`has ${scale.length} scales along axis ${quantizedDimension}`);
    }
    if (zeroPoint.some((value) => value !== 0n)) faults.push('is per-channel and not symmetric');
  }
  return faults.map((fault) => `${tensor.name} ${fault}`);
}

function isFloat32Scale(scale: number): boolean {
  return Number.isFinite(scale) && scale > 0 && Math.fround(scale) === scale;
}
