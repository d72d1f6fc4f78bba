import {
  decode,
  encode,
  type FieldType,
  int32,
  schema,
  type Table,
  table,
} from '@flotilla/flatbuffer';
import { changed, refusalOf } from '../test/file-form';
import { elaborateModel } from '../test/sample-model';
import { makeModel, makeSubgraph, makeTensor } from './make';
import { readModel } from './read-model';
import { TFLITE_SCHEMA } from './schema/file-model';
import { modelSummary } from './summary/model-summary';
import { writeModel } from './write-model';

const FILE = writeModel(elaborateModel());

/** The schema as a later version may have it, with one more field in every table of a name. */
function newerTable(type: Table, name: string): Table {
  const fields = Object.fromEntries(
    Object.entries(type.fields).map(([field, known]) => [field, newer(known, name)]),
  );
  return table(type.name, type.name === name ? { ...fields, added: int32() } : fields);
}

function newer(type: FieldType, name: string): FieldType {
  const { presence } = type;
  const marked = presence && { presence };
  switch (type.kind) {
    case 'table':
      return { ...newerTable(type, name), ...marked };
    case 'vector':
      return type.element.kind === 'table'
        ? { ...type, element: newerTable(type.element, name) }
        : type;
    case 'union':
      return { ...type, members: type.members.map((member) => newerTable(member, name)) };
    case 'bytes':
    case 'enum':
    case 'scalar':
    case 'string':
    case 'struct':
      return type;
  }
}

type Value = Parameters<typeof encode>[1];

/** Sets the newer field in every table that has one: encoding goes by the schema, so others ignore it. */
function withAdded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withAdded);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, withAdded(field)]);
  return { ...Object.fromEntries(fields), added: 7 } as unknown;
}

describe('files of a newer schema', () => {
  it.each([
    'Model',
    'SubGraph',
    'Tensor',
    'QuantizationParameters',
    'SparsityParameters',
    'Operator',
    'OperatorCode',
    'Buffer',
    'StableHLOCompositeOptions',
  ])('are refused by name for a new field of %s', (name) => {
    const root = newerTable(TFLITE_SCHEMA.root, name);
    const value = withAdded(decode(TFLITE_SCHEMA, FILE)) as Value;
    const refusal = refusalOf(encode(schema({ ...TFLITE_SCHEMA, root }), value));
    expect(refusal?.code).toBe('UNSUPPORTED_FEATURE');
    expect(refusal?.message).toContain(` of ${name} is newer`);
  });

  it('are refused by name for a new element type', () => {
    const file = changed(FILE, ({ subgraphs }) => {
      subgraphs![0]!.tensors![0]!.type = 'FLOAT8_E5M2';
    });
    const at = file.findIndex((byte, index) => byte === 22 && refusalOfByte(file, index));
    expect(at).toBeGreaterThan(0);
  });

  it('are refused by name for a new operator', () => {
    const file = changed(FILE, ({ operatorCodes }) => {
      operatorCodes![0] = { deprecatedBuiltinCode: 127, builtinCode: 'STABLEHLO_CASE', version: 1 };
    });
    const view = new DataView(file.buffer, file.byteOffset);
    const at = Array.from({ length: file.byteLength - 3 }, (_, i) => i).find(
      (i) => i % 4 === 0 && view.getInt32(i, true) === 209,
    );
    view.setInt32(at ?? 0, 210, true);
    expect(refusalOf(file)).toMatchObject({ code: 'UNSUPPORTED_FEATURE' });
    expect(refusalOf(file)?.message).toContain('BuiltinOperator has no member 210');
  });
});

/** Whether one more than the highest type, in this place of the file, is refused as an element type. */
function refusalOfByte(file: Uint8Array, index: number): boolean {
  const copy = file.slice();
  copy[index] = 23;
  const refusal = refusalOf(copy);
  return (
    refusal?.code === 'UNSUPPORTED_FEATURE' &&
    refusal.message.includes('TensorType has no member 23')
  );
}

describe('the newest element types', () => {
  it.each([
    ['INT2', 2],
    ['UINT4', 3],
    ['INT4', 3],
    ['FLOAT8_E4M3FN', 6],
    ['FLOAT8_E5M2', 6],
    ['BFLOAT16', 12],
  ] as const)('%s is read, kept and named: 6 elements in %d bytes', (type, sizeBytes) => {
    const tensor = makeTensor({
      name: 'weights',
      type,
      shape: [2, 3],
      buffer: { data: Uint8Array.from({ length: sizeBytes }, (_, i) => i + 1) },
      quantization: { min: [], max: [], scale: [0.5], zeroPoint: [0n], quantizedDimension: 0 },
    });
    const model = makeModel({
      subgraphs: [makeSubgraph({ inputs: [], outputs: [], operators: [], tensors: [tensor] })],
    });
    const read = readModel(writeModel(model));
    expect(read).toEqual(model);
    const { tensorTypes, parameterCount } = modelSummary(read);
    expect(tensorTypes).toEqual([{ type, count: 1, constants: 1, constantBytes: sizeBytes }]);
    expect(parameterCount).toBe(6);
    const short = changed(writeModel(model), ({ buffers }) => {
      buffers![1]!.data = buffers![1]!.data.subarray(1);
    });
    expect(refusalOf(short)?.code).toBe('MALFORMED');
  });
});
