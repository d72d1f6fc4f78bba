import { readModel, writeModel, type Model } from '@flotilla/tflite';
import { GraphBuilder, SOFTMAX } from '../test/graph-builder';
import { quantize } from './quantize';

function built(): Model {
  const builder = new GraphBuilder();
  const values = Array.from({ length: 2048 }, (_, index) => Math.sin(index));
  const conv = builder.pointwise(builder.input([1, 1, 1, 64]), values, values.slice(0, 32));
  return builder.model(builder.apply('SOFTMAX', [conv], [1, 1, 1, 32], SOFTMAX));
}

describe('quantize()', () => {
  it('halves the weights for float16 and leaves the argument as it was', async () => {
    const original = built();
    const before = writeModel(original);
    const { model, report } = await quantize(original, { scheme: 'float16' });
    expect(writeModel(original)).toEqual(before);
    expect(report.weightBytes).toEqual({ before: 8320, after: 4160 });
    expect(report.sizeBytes).toEqual({
      before: before.byteLength,
      after: writeModel(model).byteLength,
    });
    expect(report.operators.map(({ scheme }) => scheme)).toEqual(['float16', 'float']);
    expect(report.warnings).toEqual([]);
  });

  it('quantizes weights for dynamic and leaves biases', async () => {
    const { model, report } = await quantize(built(), { scheme: 'dynamic' });
    expect(report.weightBytes).toEqual({ before: 8320, after: 2048 + 128 });
    const [conv] = readModel(writeModel(model)).subgraphs[0]?.operators ?? [];
    expect(conv).toMatchObject({ code: 'CONV_2D', version: 5 });
    expect(conv?.inputs.map((tensor) => tensor?.type)).toEqual(['FLOAT32', 'INT8', 'FLOAT32']);
  });

  it('expands a published float16 model before quantizing it', async () => {
    const { model: halved } = await quantize(built(), { scheme: 'float16' });
    const { report } = await quantize(halved, { scheme: 'dynamic' });
    expect(report.operators.map(({ operator }) => operator)).toEqual(['CONV_2D', 'SOFTMAX']);
    expect(report.weightBytes.after).toBe(2048 + 128);
  });

  it('refuses what is quantized already', async () => {
    const { model: dynamic } = await quantize(built(), { scheme: 'dynamic' });
    const { model: halved } = await quantize(built(), { scheme: 'float16' });
    const refused = { code: 'ALREADY_QUANTIZED' };
    await expect(quantize(dynamic, { scheme: 'float16' })).rejects.toMatchObject(refused);
    await expect(quantize(dynamic, { scheme: 'int8' })).rejects.toMatchObject(refused);
    await expect(quantize(halved, { scheme: 'float16' })).rejects.toMatchObject(refused);
  });

  it('hands out as it came what is quantized already, on request', async () => {
    const { model: dynamic } = await quantize(built(), { scheme: 'dynamic' });
    const { model, report } = await quantize(dynamic, { scheme: 'int8', ifQuantized: 'keep' });
    expect(model).toBe(dynamic);
    expect(report).toMatchObject({
      scheme: 'int8',
      operators: [],
      warnings: [{ code: 'KEPT_QUANTIZED' }],
      ports: { inputs: [{ name: 'input0', type: 'FLOAT32', shape: [1, 1, 1, 64] }] },
    });
    const fresh = await quantize(built(), { scheme: 'dynamic', ifQuantized: 'keep' });
    expect(fresh.report.warnings).toEqual([]);
  });

  it('asks for calibration data, and for a runtime to use it', async () => {
    await expect(quantize(built(), { scheme: 'int8' })).rejects.toMatchObject({
      code: 'CALIBRATION_REQUIRED',
    });
    await expect(quantize(built(), { scheme: 'int8', calibration: () => [] })).rejects.toThrow(
      TypeError,
    );
  });

  it('says so when it could quantize nothing', async () => {
    const builder = new GraphBuilder();
    const model = builder.model(builder.apply('SIN', [builder.input([1])], [1]));
    const { report } = await quantize(model, { scheme: 'dynamic' });
    expect(report.warnings.map(({ code }) => code)).toEqual(['NOTHING_QUANTIZED']);
  });
});
