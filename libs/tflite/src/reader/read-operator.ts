import { ModelError } from '../errors';
import type { Operator, Tensor } from '../model';
import type { BuiltinOptions } from '../schema';
import type { FileOperator } from '../schema/file-model';
import { checkWindow } from './check-window';
import { lookUp } from './lookup';
import { outside } from './read-buffers';

/** What an operator is read against. */
export interface OperatorContext {
  readonly file: Uint8Array;
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
  const customOptions = readCustomOptions(operator, context.file, what);
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
  file: Uint8Array,
  what: string,
): Uint8Array | undefined {
  const { largeCustomOptionsOffset: offset, largeCustomOptionsSize: size } = operator;
  return offset > 1n ? outside(file, offset, size, what) : operator.customOptions;
}
