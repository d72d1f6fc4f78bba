import { constantData, type Tensor } from '@flotilla/tflite';

/** The values of an int32 or int64 operand that says a shape, an axis or indexes; `undefined` for any other. */
export function integersOf(tensor: Tensor | undefined): number[] | undefined {
  if (tensor?.type === 'INT32') return [...constantData(tensor, 'INT32')];
  if (tensor?.type !== 'INT64') return undefined;
  const integers = Array.from(constantData(tensor, 'INT64'), Number);
  return integers.every(Number.isSafeInteger) ? integers : undefined;
}

/** An axis counted from the front; `undefined` when it is out of the rank. */
export function axisOf(axis: number | undefined, rank: number): number | undefined {
  if (axis === undefined) return undefined;
  const positive = axis < 0 ? axis + rank : axis;
  return positive >= 0 && positive < rank ? positive : undefined;
}

export function bytesOfTensor({ buffer }: Tensor): Uint8Array {
  return buffer?.data ?? new Uint8Array();
}
