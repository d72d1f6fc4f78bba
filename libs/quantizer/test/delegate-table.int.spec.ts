import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { DELEGATE_RULES } from '../src/delegates/delegate-rules';

/** How the library writes the kinds whose name is not the operator's; RELU stands for all that clamp. */
const MESSAGE_NAMES: Readonly<Record<string, string>> = {
  TRANSPOSE_CONV: 'TransposeConv',
  RELU6: 'RELU',
  RELU_N1_TO_1: 'RELU',
};

const { platform, arch } = process;
const library = path.join(
  path.dirname(createRequire(__filename).resolve('tfjs-tflite-node/package.json')),
  'cc_deps',
  `${platform}_${arch === 'x64' ? 'amd64' : arch}`,
  `libtensorflowlite_c.${platform === 'darwin' ? 'dylib' : 'so'}`,
);

describe('the table of delegates', () => {
  it('names the kinds of operator that the XNNPACK delegate of 2.9 has a message about', () => {
    const text = readFileSync(library, 'latin1');
    const said = new Set(
      Array.from(text.matchAll(/failed to delegate (\w+) node #%d/g), ([, name]) => name),
    );
    const rule = DELEGATE_RULES.find(({ name }) => name === 'XNNPACK 2.9 with QS8')!;
    const listed = new Set(
      Object.values(rule.rows)
        .flatMap((rows) => Object.keys(rows))
        .concat(rule.custom ?? [])
        .map((code) => MESSAGE_NAMES[code] ?? code),
    );
    expect([...said].sort()).toEqual([...listed].sort());
  });
});
