import { ModelError } from '../errors';
import type { Operator } from '../model';
import { BuiltinOperator } from '../schema';
import type { FileOperatorCode } from '../schema/file-model';
import { lookUp } from './lookup';

type Kind = Pick<Operator, 'code' | 'customCode' | 'version'>;

/** LiteRT's ahead-of-time compilers leave this operator, with an offset from the file's start inside its own options. */
const NPU_DISPATCH = 'DISPATCH_OP';

/** The greater of the two numbers counts: old files fill only the byte, in new ones it saturates at 127. */
export function readOperatorCode(file: FileOperatorCode, what: string): Kind {
  const number = Math.max(
    file.deprecatedBuiltinCode,
    BuiltinOperator.numbers.get(file.builtinCode) ?? 0,
  );
  const code = lookUp(BuiltinOperator.names, number, what);
  if (code === 'PLACEHOLDER_FOR_GREATER_OP_CODES') {
    throw new ModelError(
      'MALFORMED',
      `cannot read ${what}: number ${number} stands for no operator`,
    );
  }
  const { version } = file;
  if (code !== 'CUSTOM') return { code, version };
  if (!file.customCode) {
    throw new ModelError('MALFORMED', `cannot read ${what}: a custom operator without a name`);
  }
  if (file.customCode === NPU_DISPATCH) {
    throw new ModelError(
      'UNSUPPORTED_FEATURE',
      `cannot read ${what}: the model is compiled for one NPU, whose code stands where only ${NPU_DISPATCH} knows; take the model that it was compiled from`,
    );
  }
  return { code, customCode: file.customCode, version };
}
