import { constantData, isConstant, type Operator, type Tensor } from '@flotilla/tflite';
import type { CrashCheck } from './crash-check';

/** Kernels that read or write wherever indexes lead. Those that another operator computes are not known here. */
export const crashByIndex: CrashCheck = (operator) => {
  const { indexes, sizes } = addressed(operator) ?? {};
  if (sizes === undefined || indexes?.type !== 'INT32' || !isConstant(indexes)) return undefined;
  const depth = operator.code === 'GATHER' ? 1 : (indexes.shape.at(-1) ?? 1);
  const outside = constantData(indexes, 'INT32').find((index, at) => {
    const size = sizes[at % depth] ?? 0;
    return index < 0 || index >= size;
  });
  return outside === undefined ? undefined : `at index ${outside} of shape [${sizes.join()}]`;
};

interface Addressed {
  readonly indexes: Tensor | null | undefined;
  /** The shape that they lead into. */
  readonly sizes: readonly number[] | undefined;
}

function addressed({ code, inputs, options }: Operator): Addressed | undefined {
  const [first, second, third] = inputs;
  if (code === 'GATHER_ND') return { indexes: second, sizes: first?.shape };
  if (code === 'GATHER') {
    const axis = options?.type === 'GatherOptions' ? options.axis : 0;
    const size = first?.shape.at(axis);
    return { indexes: second, sizes: size === undefined ? undefined : [size] };
  }
  if (code !== 'SCATTER_ND' || third?.type !== 'INT32' || !isConstant(third)) return undefined;
  return { indexes: first, sizes: [...constantData(third, 'INT32')] };
}
