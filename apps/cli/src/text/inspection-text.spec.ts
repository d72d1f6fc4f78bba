import {
  editModelMetadata,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Model,
  setLabels,
  setNormalization,
  type Tensor,
  writeModel,
} from '@flotilla/tflite';
import { inspect } from '../model/inspection';
import { readOpenModelFile } from '../model/model-file';
import { inspectionText, tensorsText } from './inspection-text';

const row = (name: string, more: Partial<Tensor> = {}): Tensor =>
  makeTensor({ name, type: 'INT8', shape: [1, 4], ...more });

function model(customCode = 'Mine'): Model {
  const [x, y] = [row('x'), row('y')];
  const weights = row('weights', {
    buffer: { data: new Uint8Array(4) },
    quantization: {
      min: [],
      max: [],
      scale: [0.5, 0.25, 1, 2],
      zeroPoint: [0n, 0n, 0n, 0n],
      quantizedDimension: 1,
    },
  });
  const operator = makeOperator({
    code: 'CUSTOM',
    customCode,
    inputs: [x, weights],
    outputs: [y],
  });
  return makeModel({
    subgraphs: [makeSubgraph({ inputs: [x], outputs: [y], operators: [operator] })],
  });
}

async function inspected(of: Model, outsideFromBytes = Infinity) {
  const bytes = writeModel(of, { outsideFromBytes });
  const source = {
    sizeBytes: bytes.byteLength,
    read: (offset: number, length: number) =>
      Promise.resolve(bytes.subarray(offset, offset + length)),
  };
  return inspect(await readOpenModelFile('m.tflite', source), source);
}

describe('inspectionText()', () => {
  it('tells normalization by channel and the first labels', async () => {
    const described = model();
    setNormalization(described, { mean: [0.485, 0.456, 0.406, 0], std: [0.229] });
    setLabels(described, ['a', 'b', 'c', 'd']);
    const text = inspectionText(await inspected(described));
    expect(text).toContain('normalized by (x − [0.485, 0.456, 0.406, 0]) / 0.229');
    expect(text).toContain('4 labels: "a", "b", "c", …');
    expect(text).toMatch(/packed file "labels.txt": 8 bytes/);
  });

  it('groups tensors by type and quantization, and divides the file', async () => {
    const text = inspectionText(await inspected(model()));
    expect(text).toMatch(/^INT8 +per-channel +1 +1 +4$/m);
    expect(text).toMatch(/^constants of Mine +4 +\d/m);
    expect(text).toMatch(
      /^memory: 68 bytes of activations; most live at operator 0 \(Mine\), 8 bytes$/m,
    );
  });

  it('tells the memory of each subgraph, and state', async () => {
    const several = model();
    const state = row('state', { isVariable: true });
    several.subgraphs.push(
      makeSubgraph({ inputs: [state], outputs: [state], operators: [], name: 'other' }),
    );
    const text = inspectionText(await inspected(several));
    expect(text).toMatch(/^memory of subgraph 0: 68 bytes/m);
    expect(text).toMatch(/^memory of subgraph 1: 0 bytes of activations and 4 bytes of state$/m);
    expect(tensorsText(await inspected(several))).toMatch(/^1 +0 +INT8 \(1, 4\) +state +"state"$/m);
  });

  it('says that constants stand outside', async () => {
    expect(inspectionText(await inspected(model(), 0))).toContain('outside the FlatBuffer');
  });

  it('lets no text of the model’s maker look like lines of its own', async () => {
    const hostile = model('Mine\nmemory: nothing');
    editModelMetadata(hostile, (metadata) => ({
      ...metadata,
      description: 'good\nmemory: nothing at all',
    }));
    hostile.description = 'x\r\nmemory: none';
    const inspection = await inspected(hostile);
    for (const text of [inspectionText(inspection), tensorsText(inspection)]) {
      expect(text).not.toMatch(/^memory: n/m);
    }
  });

  it('tells why metadata are not shown', async () => {
    const odd = model();
    odd.metadata = [{ name: 'TFLITE_METADATA', buffer: { data: Uint8Array.of(1) } }];
    expect(inspectionText(await inspected(odd))).toMatch(
      /^metadata are not shown: .+TFLITE_METADATA/m,
    );
  });
});
