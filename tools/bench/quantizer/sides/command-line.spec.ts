import { parseHelp } from './command-line';

const HELP = `Usage: flotilla quantize [options] <model> <out>

Options:
  --scheme <scheme>     how to quantize, whole (choices: "float16", "int8",
                        "16x8")
  --calibration <data>  typical inputs; int8 --needs some
  -h, --help            display help for command

Examples:
  flotilla quantize model.tflite half.tflite --scheme float16
`;

describe('parseHelp()', () => {
  it('reads schemes, wrapped or not, and options', () => {
    const { schemes, options } = parseHelp(HELP);
    expect(schemes).toEqual(['float16', 'int8', '16x8']);
    expect([...options]).toEqual(['--scheme', '--calibration', '--help']);
  });
});
