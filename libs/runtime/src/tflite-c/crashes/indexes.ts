import { constantData, isConstant, type Operator } from '@flotilla/tflite';
import type { CrashCheck } from './crash-check';

/** Kernels that read or write wherever indexes lead. Those that another operator computes are not known here. */
export const crashByIndex: CrashCheck = (operator) => {
  const { indexes, sizes, depth = indexes?.shape.at(-1) ?? 1 } = addressed(operator) ?? {};
  if (sizes === undefined || indexes?.type !== 'INT32' || !isConstant(indexes)) return undefined;
  const outside = constantData(indexes, 'INT32').find((index, at) => {
    const size = sizes[at % depth] ?? 0;
    return index < 0 || index >= size;
  });
  return outside === undefined ? undefined : `at index ${outside} of shape [${sizes.join()}]`;
};

/** Indexes, and the shape that they lead into. */
function addressed({ code, inputs: [first, second, third], options }: Operator) {
  if (code === 'GATHER_ND') return { indexes: second, sizes: first?.shape };
  if (code === 'GATHER') {
    const axis = options?.type === 'GatherOptions' ? options.axis : 0;
    const size = first?.shape.at(axis);
    return { indexes: second, sizes: size === undefined ? undefined : [size], depth: 1 };
  }
  if (code !== 'SCATTER_ND' || third?.type !== 'INT32' || !isConstant(third)) return undefined;
  return { indexes: first, sizes: [...constantData(third, 'INT32')] };
}
