import { decode } from '@flotilla/flatbuffer';
import { denseModel, elaborateModel } from '../test/sample-model';
import { bytesOf } from './constant-data';
import { makeModel, makeOperator, makeSubgraph, makeTensor } from './make';
import type { Model, Tensor } from './model';
import type { BuiltinOperator } from './schema';
import { type FileModel, TFLITE_SCHEMA } from './schema/file-model';
import { writeModel } from './write-model';

const fileOf = (model: Model): FileModel => decode(TFLITE_SCHEMA, writeModel(model));

/** A chain of operators without options, one of each given kind. */
function chain(
  ...kinds: { code: BuiltinOperator; version?: number; customCode?: string }[]
): Model {
  const tensors = [...kinds, undefined].map((_, i) =>
    makeTensor({ name: `t${i}`, type: 'FLOAT32', shape: [1] }),
  );
  const at = (index: number): Tensor => tensors[index] ?? tensors[0]!;
  const operators = kinds.map((kind, i) =>
    makeOperator({ ...kind, inputs: [at(i)], outputs: [at(i + 1)] }),
  );
  return makeModel({
    subgraphs: [makeSubgraph({ inputs: [at(0)], outputs: [at(kinds.length)], operators })],
  });
}

describe('writeModel()', () => {
  it('writes each kind of operator once, apart by version and custom name', () => {
    const { operatorCodes, subgraphs } = fileOf(
      chain(
        { code: 'ADD' },
        { code: 'ADD' },
        { code: 'ADD', version: 2 },
        { code: 'CUSTOM', customCode: 'A' },
        { code: 'CUSTOM', customCode: 'B' },
        { code: 'CUSTOM', customCode: 'A' },
      ),
    );
    expect(operatorCodes).toHaveLength(4);
    expect(subgraphs?.[0]?.operators?.map(({ opcodeIndex }) => opcodeIndex)).toEqual([
      0, 0, 1, 2, 3, 2,
    ]);
  });

  it('writes both operator numbers, the old one saturated at 127', () => {
    const { operatorCodes } = fileOf(chain({ code: 'CONV_2D' }, { code: 'GELU', version: 2 }));
    expect(operatorCodes).toEqual([
      { deprecatedBuiltinCode: 3, builtinCode: 'CONV_2D', version: 1 },
      { deprecatedBuiltinCode: 127, builtinCode: 'GELU', version: 2 },
    ]);
  });

  it('starts with an empty sentinel buffer and aligns the others to 16 bytes', () => {
    const { buffers } = fileOf(elaborateModel());
    expect(buffers?.[0]?.data).toHaveLength(0);
    const filled = buffers?.slice(1) ?? [];
    expect(filled).toHaveLength(4);
    expect(filled.map(({ data }) => data.byteOffset % 16)).toEqual([0, 0, 0, 0]);
  });

  it('writes equal zero points once', () => {
    const channels = 1000;
    const weights = (name: string): Tensor =>
      makeTensor({
        name,
        type: 'INT8',
        shape: [channels, 1],
        buffer: { data: new Uint8Array(channels) },
        quantization: {
          min: [],
          max: [],
          scale: Array.from({ length: channels }, (_, i) => i + name.length),
          zeroPoint: new Array<bigint>(channels).fill(0n),
          quantizedDimension: 0,
        },
      });
    const size = (...tensors: Tensor[]): number =>
      writeModel(
        makeModel({
          subgraphs: [makeSubgraph({ inputs: [], outputs: [], operators: [], tensors })],
        }),
      ).byteLength;
    const extra = size(weights('a'), weights('bb')) - size(weights('a'));
    expect(extra).toBeLessThan(5 * channels + 200);
  });

  it('refuses references out of the subgraph', () => {
    const model = denseModel();
    model.subgraphs[0]?.outputs.push(makeTensor({ name: 'stray', type: 'INT8', shape: [] }));
    expect(() => writeModel(model)).toThrow(RangeError);
  });

  it('refuses a constant whose size is not that of its shape', () => {
    const model = denseModel();
    const weights = model.subgraphs[0]?.tensors.find(({ buffer }) => buffer);
    weights!.buffer = { data: bytesOf(Float32Array.of(1)) };
    expect(() => writeModel(model)).toThrow(RangeError);
  });

  it('refuses a custom operator without a name', () => {
    expect(() => writeModel(chain({ code: 'CUSTOM' }))).toThrow(RangeError);
  });
});
