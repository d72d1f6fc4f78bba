import { ModelError } from '../errors';
import type { Operator, Tensor } from '../model';
import type { BuiltinOptions } from '../schema';
import type { FileOperator } from '../schema/file-model';
import { checkWindow } from './check-window';
import { lookUp } from './lookup';
import type { OutsideData } from './outside-data';

/** What an operator is read against. */
export interface OperatorContext {
  readonly outside: OutsideData;
  readonly codes: readonly Pick<Operator, 'code' | 'customCode' | 'version'>[];
  readonly tensors: readonly Tensor[];
}

export function readOperator(
  operator: FileOperator,
  context: OperatorContext,
  what: string,
): Operator {
  const kind = lookUp(context.codes, operator.opcodeIndex, `${what}.opcodeIndex`);
  const tensor = (index: number): Tensor => lookUp(context.tensors, index, what);
  const options = readOptions(operator, what);
  checkWindow(options, what);
  const customOptions = readCustomOptions(operator, context.outside, what);
  const inputs = (operator.inputs ?? []).map((index) => (index === -1 ? null : tensor(index)));
  const { mutatingVariableInputs } = operator;
  if (mutatingVariableInputs.length > 0 && mutatingVariableInputs.length !== inputs.length) {
    throw new ModelError(
      'MALFORMED',
      `cannot read ${what}: ${mutatingVariableInputs.length} marks of mutation for ${inputs.length} inputs`,
    );
  }
  return {
    ...kind,
    inputs,
    outputs: (operator.outputs ?? []).map(tensor),
    intermediates: operator.intermediates.map(tensor),
    mutatingVariableInputs,
    ...(options && { options }),
    ...(customOptions && { customOptions }),
  };
}

function readOptions(operator: FileOperator, what: string): BuiltinOptions | undefined {
  const { builtinOptions, builtinOptions2 } = operator;
  if (builtinOptions && builtinOptions2) {
    throw new ModelError('MALFORMED', `cannot read ${what}: it has two sets of options`);
  }
  return builtinOptions ?? builtinOptions2;
}

function readCustomOptions(
  operator: FileOperator,
  outside: OutsideData,
  what: string,
): Uint8Array | undefined {
  const { customOptions, largeCustomOptionsOffset, largeCustomOptionsSize } = operator;
  const large = outside.at(largeCustomOptionsOffset, largeCustomOptionsSize);
  if (large && customOptions) {
    throw new ModelError(
      'MALFORMED',
      `cannot read ${what}: its options stand both inside and outside`,
    );
  }
  return large ?? customOptions;
}
