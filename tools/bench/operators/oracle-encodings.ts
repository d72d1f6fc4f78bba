import type { ConstantOperand, Operand, OperatorCase } from '@flotilla/testing';
import {
  type Activation,
  type Encoding,
  encodingOf,
  type Range,
  rangeOf,
  union,
} from './encodings';

/** By the names that `operatorModel` gives. */
export type Ranges = Readonly<Record<string, Range>>;

export interface OracleEncodings {
  /** Of each operand that is an activation to the kernel. */
  readonly operands: readonly (Encoding | undefined)[];
  readonly outputs: readonly (Encoding | undefined)[];
}

/** Nothing where the kernel's fixed encoding does not exist in this width. */
export function oracleEncodings(
  { operands, outputs, kernel, weight, bias }: OperatorCase,
  ranges: Ranges,
  activation: Activation,
): OracleEncodings | undefined {
  const isData = (operand: Operand, at: number): boolean =>
    operand !== null &&
    operand.kind !== 'state' &&
    operand.type === 'FLOAT32' &&
    at !== weight?.operand &&
    at !== bias;
  const ofOperand = (operand: Operand, at: number): Range | undefined => {
    if (!isData(operand, at)) return undefined;
    return operand?.kind === 'constant' ? floatRange(operand) : ranges[`input${at}`];
  };
  const operandRanges = operands.map(ofOperand);
  const outputRanges = outputs.map(({ type }, at) =>
    type === 'FLOAT32' ? ranges[`output${at}`] : undefined,
  );
  const encode = (range: Range | undefined): Encoding | undefined =>
    range && encodingOf(range, activation);
  const all = (encoding: Encoding | undefined, of: readonly (Range | undefined)[]) =>
    of.map((range) => range && encoding);
  const own = { operands: operandRanges.map(encode), outputs: outputRanges.map(encode) };
  switch (kernel.kind) {
    case 'none':
    case 'free':
      return own;
    case 'same-as-input': {
      const first = own.operands.find((encoding) => encoding !== undefined);
      return { operands: all(first, operandRanges), outputs: all(first, outputRanges) };
    }
    case 'same-as-output': {
      const present = [...operandRanges, ...outputRanges].filter((range) => range !== undefined);
      const shared = encode(union(present));
      return { operands: all(shared, operandRanges), outputs: all(shared, outputRanges) };
    }
    case 'fixed': {
      const fixed = kernel[activation];
      return fixed && { ...own, outputs: all(fixed, outputRanges) };
    }
  }
}

function floatRange({ data }: ConstantOperand): Range | undefined {
  return data instanceof Float32Array ? rangeOf(data) : undefined;
}
