import type { TensorType } from '@flotilla/tflite';

/** Bytes of one element of each type that data files and a model's inputs and outputs can have. */
export const elementBytes = {
  BOOL: 1,
  INT8: 1,
  UINT8: 1,
  INT16: 2,
  UINT16: 2,
  INT32: 4,
  UINT32: 4,
  INT64: 8,
  FLOAT16: 2,
  FLOAT32: 4,
  FLOAT64: 8,
} as const satisfies Partial<Record<TensorType, number>>;

export type ElementType = keyof typeof elementBytes;

export function isElementType(type: TensorType): type is ElementType {
  return type in elementBytes;
}

export function isFloatType(type: ElementType): boolean {
  return type === 'FLOAT16' || type === 'FLOAT32' || type === 'FLOAT64';
}
