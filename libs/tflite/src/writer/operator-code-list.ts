import type { Operator } from '../model';
import { BuiltinOperator } from '../schema';
import type { FileOperatorCode } from '../schema/file-model';

/** Greatest number of the old byte field, which tells old readers to look at the new one. */
const PLACEHOLDER = 127;

/** Collects the kinds of operators, each combination of code, name and version once. */
export class OperatorCodeList {
  readonly files: FileOperatorCode[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf({ code, customCode, version }: Operator): number {
    if ((code === 'CUSTOM') !== (customCode !== undefined)) {
      throw new RangeError(`operator ${code} with custom code ${customCode ?? 'left out'}`);
    }
    const key = JSON.stringify([code, customCode, version]);
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    const index =
      this.files.push({
        deprecatedBuiltinCode: Math.min(PLACEHOLDER, BuiltinOperator.numbers.get(code) ?? 0),
        builtinCode: code,
        version,
        ...(customCode !== undefined && { customCode }),
      }) - 1;
    this.#indexes.set(key, index);
    return index;
  }
}
