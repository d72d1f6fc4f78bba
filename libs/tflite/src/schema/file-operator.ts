import {
  bool,
  bytes,
  int32,
  int8,
  optional,
  string,
  table,
  uint32,
  uint64,
  vector,
} from '@flotilla/flatbuffer';
import { BuiltinOperator } from './builtin-operator';
import { FirstBuiltinOptions } from './first-builtin-options';
import { CustomOptionsFormat } from './options/enumerations';
import { SecondBuiltinOptions } from './second-builtin-options';

/** The byte is what readers before 2020 know; it saturates at 127, and newer readers take the greater of the two. */
export const FileOperatorCode = table('OperatorCode', {
  deprecatedBuiltinCode: int8(),
  customCode: optional(string()),
  version: int32(1),
  builtinCode: BuiltinOperator,
});

export const FileOperator = table('Operator', {
  opcodeIndex: uint32(),
  inputs: optional(vector(int32())),
  outputs: optional(vector(int32())),
  builtinOptions: FirstBuiltinOptions,
  customOptions: optional(bytes()),
  customOptionsFormat: CustomOptionsFormat,
  mutatingVariableInputs: vector(bool()),
  intermediates: vector(int32()),
  largeCustomOptionsOffset: uint64(),
  largeCustomOptionsSize: uint64(),
  builtinOptions2: SecondBuiltinOptions,
  debugMetadataIndex: int32(-1),
});
