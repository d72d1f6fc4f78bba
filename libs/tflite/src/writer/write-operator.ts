import type { Operator, Tensor } from '../model';
import type { BuiltinOptions } from '../schema';
import { SecondBuiltinOptions } from '../schema/second-builtin-options';
import type { FileOperator } from '../schema/file-model';
import type { IndexTable } from './index-table';
import type { OperatorCodeList } from './operator-code-list';

export function writeOperator(
  operator: Operator,
  codes: OperatorCodeList,
  tensors: IndexTable<Tensor>,
): FileOperator {
  const indexOf = (tensor: Tensor): number => tensors.of(tensor, tensor.name);
  return {
    opcodeIndex: codes.indexOf(operator),
    inputs: operator.inputs.map((tensor) => (tensor ? indexOf(tensor) : -1)),
    outputs: operator.outputs.map(indexOf),
    intermediates: operator.intermediates.map(indexOf),
    mutatingVariableInputs: operator.mutatingVariableInputs,
    customOptionsFormat: 'FLEXBUFFERS',
    largeCustomOptionsOffset: 0n,
    largeCustomOptionsSize: 0n,
    debugMetadataIndex: -1,
    ...(operator.customOptions && { customOptions: operator.customOptions }),
    ...writeOptions(operator.options),
  };
}

type SecondOptions = NonNullable<FileOperator['builtinOptions2']>;

const SECOND: ReadonlySet<string> = new Set(SecondBuiltinOptions.members.map(({ name }) => name));

function writeOptions(
  options: BuiltinOptions | undefined,
): Pick<FileOperator, 'builtinOptions' | 'builtinOptions2'> {
  if (!options) return {};
  return isSecond(options) ? { builtinOptions2: options } : { builtinOptions: options };
}

function isSecond(options: BuiltinOptions): options is SecondOptions {
  return SECOND.has(options.type);
}
