import { constantData, isConstant, type Operator } from '@flotilla/tflite';
import type { CrashCheck } from './crash-check';

/** Kernels that read or write wherever indexes lead. Those that another operator computes are not known here. */
export const crashByIndex: CrashCheck = (operator) => {
  const { indexes, sizes } = addressed(operator) ?? {};
  if (sizes === undefined || indexes?.type !== 'INT32' || !isConstant(indexes)) return undefined;
  const depth = indexes.shape.at(-1) ?? 1;
  const outside = constantData(indexes, 'INT32').find((index, at) => {
    const size = sizes[at % depth] ?? 0;
    return index < 0 || index >= size;
  });
  return outside === undefined ? undefined : `at index ${outside} of shape [${sizes.join()}]`;
};

/** Indexes, and the shape that they lead into. */
function addressed({ code, inputs: [first, second, third] }: Operator) {
  if (code === 'GATHER_ND') return { indexes: second, sizes: first?.shape };
  if (code !== 'SCATTER_ND' || third?.type !== 'INT32' || !isConstant(third)) return undefined;
  return { indexes: first, sizes: [...constantData(third, 'INT32')] };
}
