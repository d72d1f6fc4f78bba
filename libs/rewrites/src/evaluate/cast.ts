import { bytesOf, constantData, type Tensor, type TensorType } from '@flotilla/tflite';
import type { Evaluator } from './evaluator';

/** Integers that every value must fit after truncation: C++ leaves undefined what becomes of others. */
const LIMITS = {
  INT8: [-128, 127],
  UINT8: [0, 255],
  INT16: [-(2 ** 15), 2 ** 15 - 1],
  INT32: [-(2 ** 31), 2 ** 31 - 1],
  INT64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
} as const;

type IntegerType = keyof typeof LIMITS;

export const evaluateCast: Evaluator = ({ outputs }, [input]) => {
  const type = outputs[0]?.type;
  const values = input && numbersOf(input);
  if (input === undefined || values === undefined || type === undefined) return undefined;
  const cast = castTo(type, values);
  return cast && { type, shape: input.shape, compute: () => cast };
};

/** Values that float64 holds exactly; `undefined` for other types and values. */
function numbersOf(tensor: Tensor): Float64Array | undefined {
  const { type } = tensor;
  if (type === 'FLOAT32' || type === 'BOOL' || (isInteger(type) && type !== 'INT64'))
    return Float64Array.from(constantData(tensor, type));
  if (type !== 'INT64') return undefined;
  const numbers = Float64Array.from(constantData(tensor, 'INT64'), Number);
  return numbers.every(Number.isSafeInteger) ? numbers : undefined;
}

function castTo(type: TensorType, values: Float64Array): Uint8Array | undefined {
  if (type === 'FLOAT32') return bytesOf(Float32Array.from(values));
  if (type === 'BOOL') return Uint8Array.from(values, (value) => (value === 0 ? 0 : 1));
  if (!isInteger(type)) return undefined;
  const [lowest, highest] = LIMITS[type];
  const integers = values.map(Math.trunc);
  if (!integers.every((value) => value >= lowest && value <= highest)) return undefined;
  switch (type) {
    case 'INT8':
      return bytesOf(Int8Array.from(integers));
    case 'UINT8':
      return Uint8Array.from(integers);
    case 'INT16':
      return bytesOf(Int16Array.from(integers));
    case 'INT32':
      return bytesOf(Int32Array.from(integers));
    case 'INT64':
      return bytesOf(BigInt64Array.from(Array.from(integers, BigInt)));
  }
}

function isInteger(type: TensorType): type is IntegerType {
  return type in LIMITS;
}
