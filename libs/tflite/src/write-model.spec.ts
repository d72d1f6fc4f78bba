import { decode } from '@flotilla/flatbuffer';
import { denseModel, elaborateModel } from '../test/sample-model';
import { bytesOf } from './constant-data';
import { makeModel, makeOperator, makeSubgraph, makeTensor } from './make';
import type { Model, Tensor } from './model';
import type { BuiltinOperator } from './schema';
import { type FileModel, TFLITE_SCHEMA } from './schema/file-model';
import { readModel } from './read-model';
import { writeModel, writeModelParts } from './write-model';

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

  it('writes equal biases, scales and records once, and quantized weights each by itself', () => {
    const tensors = ['a', 'b'].flatMap((name) => [
      makeTensor({
        name: `${name} bias`,
        type: 'INT32',
        shape: [4],
        buffer: { data: new Uint8Array(16) },
      }),
      makeTensor({
        name: `${name} weights`,
        type: 'INT8',
        shape: [16],
        buffer: { data: new Uint8Array(16) },
        quantization: { min: [], max: [], scale: [0.5], zeroPoint: [0n], quantizedDimension: 0 },
      }),
    ]);
    const model = makeModel({
      subgraphs: [makeSubgraph({ inputs: [], outputs: [], operators: [], tensors })],
    });
    const { buffers, subgraphs } = fileOf(model);
    const indexes = subgraphs?.[0]?.tensors?.map(({ buffer }) => buffer);
    expect(indexes).toEqual([1, 2, 1, 3]);
    expect(buffers).toHaveLength(4);
    expect(readModel(writeModel(model))).toEqual(model);
  });

  it('writes the same bytes for the same model', () => {
    expect(writeModel(elaborateModel())).toEqual(writeModel(elaborateModel()));
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

describe('writeModel() with constants outside', () => {
  const outside = (model: Model) => writeModel(model, { outsideFromBytes: 0 });

  it.each([
    ['a plain model', denseModel()],
    ['a model of the rarer parts', elaborateModel()],
  ])('gives back %s', (_, model) => {
    expect(readModel(outside(model))).toEqual(model);
  });

  it('aligns constants to 16 bytes, and keeps metadata inside', () => {
    const { buffers, metadata } = decode(TFLITE_SCHEMA, outside(denseModel()));
    const [, weights] = buffers ?? [];
    expect(weights?.data).toHaveLength(0);
    expect(Number(weights?.offset) % 16).toBe(0);
    expect(weights?.size).toBe(24n);
    const entry = (name: string) =>
      buffers?.[metadata.find((candidate) => candidate.name === name)?.buffer ?? 0]?.data;
    expect(entry('min_runtime_version')).toHaveLength(3);
    expect(Buffer.from(entry('buffer_location') ?? []).toString()).toBe('outside flatbuffers');
  });

  it('makes parts of the model’s own arrays', () => {
    const model = denseModel();
    const data = model.subgraphs[0]?.tensors.find(({ buffer }) => buffer)?.buffer?.data;
    expect(writeModelParts(model, { outsideFromBytes: 0 })).toContain(data);
  });

  it('does so from the size that is asked for', () => {
    const model = denseModel();
    const sizeBytes = writeModel(model).byteLength;
    expect(writeModel(model, { outsideFromBytes: 8 * sizeBytes })).toEqual(writeModel(model));
    expect(outside(model)).toEqual(writeModel(model, { outsideFromBytes: sizeBytes / 2 }));
  });

  it('takes large options of custom operators out too, and leaves small ones', () => {
    const model = chain({ code: 'CUSTOM', customCode: 'A' }, { code: 'CUSTOM', customCode: 'B' });
    const [large, small] = model.subgraphs[0]?.operators ?? [];
    large!.customOptions = new Uint8Array(1024 ** 2).fill(3);
    small!.customOptions = Uint8Array.of(1, 2);
    const file = outside(model);
    const operators = decode(TFLITE_SCHEMA, file).subgraphs?.[0]?.operators;
    expect(operators?.map(({ customOptions }) => customOptions?.byteLength)).toEqual([
      undefined,
      2,
    ]);
    expect(operators?.[0]?.largeCustomOptionsSize).toBe(BigInt(1024 ** 2));
    const read = readModel(file).subgraphs[0]?.operators ?? [];
    expect(Buffer.compare(read[0]!.customOptions!, large!.customOptions)).toBe(0);
    expect(read[1]?.customOptions).toEqual(small?.customOptions);
  });

  it('takes back inside what stood outside, and forgets that it did', () => {
    expect(writeModel(readModel(outside(denseModel())))).toEqual(writeModel(denseModel()));
  });
});
